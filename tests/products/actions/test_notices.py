"""Who is told what, once, and by mail only if they like."""

from datetime import timedelta

import pytest
from django.core import mail

from pmo_portal.lib.vocabulary import AnswerKind, AskKind, NoticeKind, Role
from products.actions import asks, dependencies, mailing, notices
from products.actions.asks import Wish
from products.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_team(outsider):
    return outsider.memberships.get().team


def told():
    return {(n.user.email, n.kind) for n in Notice.objects.select_related("user")}


def raised(product, by, at, **to):
    wish = Wish(kind=AskKind.DECISION, wording="May we drop the old form?", **to)
    return asks.raise_ask(product=product, wish=wish, by=by, at=at)


def test_the_people_of_the_role_are_told_of_an_ask(product, member, executive, pmo_lead, now):
    raised(product, member, now, to_role=Role.EXECUTIVE)

    assert told() == {("executive@example.test", NoticeKind.ASK_RAISED)}


def test_the_team_asked_is_told_but_not_the_author(product, team, member, lead, now):
    raised(product, member, now, to_team=team)

    assert told() == {("lead@example.test", NoticeKind.ASK_RAISED)}


def test_an_ask_of_anyone_tells_nobody_in_particular(product, member, executive, now):
    raised(product, member, now)

    assert told() == set()


def test_whoever_may_not_see_the_product_is_not_told(team, member, executive, now):
    hidden = factories.portfolio("Below", parent=factories.portfolio(restricted=True))
    product = factories.product("Merger", portfolio=hidden, team=team)

    raised(product, member, now, to_role=Role.EXECUTIVE)

    assert told() == set()


def test_whoever_asked_is_told_of_the_answer_and_not_of_the_end(product, member, executive, now):
    ask = raised(product, member, now)

    asks.answer_ask(ask=ask, kind=AnswerKind.OFFERED, wording="Yes", by=executive, at=now)
    asks.answer_ask(ask=ask, kind=AnswerKind.RESOLVED, by=member, at=now)

    assert told() == {("member@example.test", NoticeKind.ASK_ANSWERED)}


def test_an_ask_nobody_signed_tells_its_team(product, member, lead, executive, now):
    ask = factories.ask(product, at=now)

    asks.answer_ask(ask=ask, kind=AnswerKind.OFFERED, by=executive, at=now)

    assert {email for email, _kind in told()} == {"member@example.test", "lead@example.test"}


def test_both_sides_hear_of_each_others_days(product, other_team, member, outsider, now, today):
    ledger = factories.product("Ledger", team=other_team)
    work = factories.initiative(product=product)
    later = today + timedelta(days=9)

    need = dependencies.declare_dependency(
        initiative=work, needs=ledger, needed_by=today, by=member, at=now
    )
    dependencies.answer_dependency(
        dependency=need, confirmed=True, promised_on=today, by=outsider, at=now
    )
    dependencies.reschedule_dependency(dependency=need, needed_by=later, by=member, at=now)
    dependencies.answer_dependency(
        dependency=need, confirmed=True, promised_on=later, by=outsider, at=now
    )

    said = [
        (n.user.email, n.kind, n.day, n.was)
        for n in Notice.objects.select_related("user").order_by("pk")
    ]
    assert said == [
        ("outsider@example.test", NoticeKind.NEED_STATED, today, None),
        ("member@example.test", NoticeKind.NEED_ANSWERED, today, None),
        ("outsider@example.test", NoticeKind.NEED_MOVED, later, today),
        ("member@example.test", NoticeKind.NEED_ANSWERED, later, today),
    ]


def test_a_notice_is_read_where_it_leads(product, member, executive, now):
    ask = raised(product, member, now, to_role=Role.EXECUTIVE)

    assert notices.read_about(ask=ask, by=member, at=now) == 0
    assert notices.read_about(ask=ask, by=executive, at=now) == 1
    assert notices.read_notices(by=executive, at=now) == 0


def test_a_notice_is_mailed_once(product, member, executive, now, settings):
    settings.SITE_URL = "https://portal.example.test"
    ask = raised(product, member, now, to_role=Role.EXECUTIVE)

    assert [mailing.mail_notices(at=now) for _ in range(2)] == [1, 0]

    (letter,) = mail.outbox
    assert letter.to == ["executive@example.test"]
    assert letter.subject == "Claims asks you for help: “May we drop the old form?”"
    assert f"https://portal.example.test/help/{ask.public_id}/" in letter.body
    (html, kind) = letter.alternatives[0]
    assert (kind, f'href="https://portal.example.test/help/{ask.public_id}/"' in html) == (
        "text/html",
        True,
    )
    assert letter.extra_headers["Message-ID"].endswith("@portal.example.test>")


def test_words_in_a_mail_stay_words(product, member, executive, now):
    wish = Wish(kind=AskKind.ADVICE, wording="<b>May</b> we\nBcc: x?", to_role=Role.EXECUTIVE)
    asks.raise_ask(product=product, wish=wish, by=member, at=now)

    mailing.mail_notices(at=now)

    (letter,) = mail.outbox
    assert "\n" not in letter.subject
    assert "<b>May</b>" in letter.body
    assert "&lt;b&gt;May&lt;/b&gt;" in letter.alternatives[0][0]


@pytest.mark.parametrize("why", ["no mail", "gone", "read", "old", "hidden"])
def test_some_notices_are_not_mailed(product, member, executive, now, why):
    ask = raised(product, member, now, to_role=Role.EXECUTIVE)
    if why == "no mail":
        executive.wants_mail = False
    if why == "gone":
        executive.is_active = False
    executive.save()
    if why == "read":
        notices.read_about(ask=ask, by=executive, at=now)
    if why == "hidden":
        product.portfolio.restricted = True
        product.portfolio.save()
    at = now + timedelta(days=2) if why == "old" else now

    assert (mailing.mail_notices(at=at), mail.outbox) == (0, [])


def test_a_mail_server_that_is_away_leaves_the_mail_for_later(
    product, member, executive, now, settings
):
    raised(product, member, now, to_role=Role.EXECUTIVE)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert mailing.mail_notices(at=now) == 0

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mailing.mail_notices(at=now) == 1
