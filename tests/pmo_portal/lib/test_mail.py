"""What is handed to a real mail server, and what never is."""

import logging

import pytest
from django.core.mail import EmailMessage

from pmo_portal.lib.mail import RealAddresses, is_reserved

NOBODY_LISTENS = {"host": "127.0.0.1", "port": 9, "fail_silently": False}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("ines@demo.test", True),
        ("Ines <ines@demo.TEST>", True),
        ("ines@mail.example", True),
        ("ines@localhost", True),
        ("ines@nowhere.invalid", True),
        ("ines@example.org", False),
        ("ines@latest.org", False),
        ("test@contest", False),
    ],
)
def test_domains_set_aside_are_known(address, expected):
    assert is_reserved(address) is expected


def test_the_people_of_a_demo_are_written_to_by_no_mail_server(caplog):
    with caplog.at_level(logging.INFO, logger="pmo_portal.lib.mail"):
        sent = RealAddresses(**NOBODY_LISTENS).send_messages(
            [EmailMessage("Hello", "You", to=["ines@demo.test"])]
        )

    assert sent == 0
    assert [(record.message, record.domains) for record in caplog.records] == [
        ("mail_not_sent", ["demo.test"])
    ]


def test_whoever_exists_is_written_to():
    mail = EmailMessage("Hello", "You", to=["ines@demo.test", "ines@portal.org"])

    with pytest.raises(ConnectionRefusedError):
        RealAddresses(**NOBODY_LISTENS).send_messages([mail])

    assert mail.recipients() == ["ines@portal.org"]
