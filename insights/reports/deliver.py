"""From a report that is out to the mail in front of its reader."""

import logging
from collections.abc import Callable
from datetime import datetime
from smtplib import SMTPException, SMTPServerDisconnected

from django.core.mail import get_connection

from insights.actions import delivering
from insights.reports.letter import letter
from portfolio.queries.organisations import the_organisation

logger = logging.getLogger(__name__)
AT_ONCE = 200


def deliver_due(*, clock: Callable[[], datetime]) -> int:
    """Mail what is due; return how many mails the server took.

    `clock` says the moment of each hand-over. A mail that is refused waits for its next try; a
    server that is away ends this run, and the next one goes on.
    """
    organisation, sent = the_organisation(), 0
    if organisation is None:
        return sent
    connection = get_connection()
    for _n in range(AT_ONCE):
        delivery = delivering.claim_delivery(organisation=organisation, at=clock())
        if delivery is None:
            break
        mail = letter(delivery)
        mail.connection = connection
        try:
            mail.send()
        except SMTPServerDisconnected as problem:
            delivering.give_back(delivery=delivery, problem=str(problem))
            break
        except SMTPException as problem:
            logger.warning("report_refused", extra={"delivery": delivery.public_id})
            delivering.note_refused(delivery=delivery, problem=str(problem), at=clock())
        except OSError as problem:
            logger.warning("reports_not_mailed", extra={"why": str(problem)})
            delivering.give_back(delivery=delivery, problem=str(problem))
            break
        else:
            delivering.note_sent(delivery=delivery, at=clock())
            sent += 1
    connection.close()
    return sent
