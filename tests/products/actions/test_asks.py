import pytest

from pmo_portal.lib.vocabulary import AnswerKind, AskKind, Role
from portfolio.models import PortfolioAccess
from products.actions import asks, decisions
from products.actions.asks import Wish
from products.actions.refusals import NotForYou, NotYourProduct
from products.models import Answer, Ask, Decision
from tests import factories

pytestmark = pytest.mark.django_db

HELP = Wish(kind=AskKind.DECISION, wording="May we drop the old form?", to_role=Role.EXECUTIVE)


@pytest.fixture
def ask(product, member, now):
    return asks.raise_ask(product=product, wish=HELP, by=member, at=now)


def answer(ask, by, now, kind=AnswerKind.ANSWERED):
    return asks.answer_ask(ask=ask, kind=kind, wording="Yes.", by=by, at=now)


def test_ask_is_open_to_all_the_moment_it_is_raised(product, member, now, today, news):
    raised = asks.raise_ask(product=product, wish=HELP, by=member, at=now)

    assert (raised.by, raised.to_role, raised.known_at) == (member, "executive", now)
    assert news == [(product.pk, today, True)]


@pytest.mark.parametrize("who", ["member", "pmo_lead", "executive", "outsider"])
def test_whoever_sees_an_ask_may_help(ask, now, request, who):
    person = request.getfixturevalue(who)

    assert answer(ask, person, now, AnswerKind.OFFERED).by == person


def test_ask_of_hidden_work_is_for_those_who_see_it(member, outsider, team, now):
    hidden = factories.portfolio(restricted=True)
    product = factories.product("Merger", portfolio=hidden, team=team)
    ask = asks.raise_ask(product=product, wish=HELP, by=member, at=now)

    with pytest.raises(NotForYou):
        answer(ask, outsider, now)
    PortfolioAccess.objects.create(portfolio=hidden, user=outsider)
    outsider.hidden_portfolio_ids = None
    assert answer(ask, outsider, now).by == outsider


@pytest.mark.parametrize("kind", [AnswerKind.RESOLVED, AnswerKind.WITHDRAWN])
def test_team_that_asked_says_when_it_is_over(ask, member, executive, now, kind):
    with pytest.raises(NotYourProduct):
        answer(ask, executive, now, kind)

    answer(ask, member, now, kind)

    with pytest.raises(asks.AskIsOver):
        answer(ask, executive, now)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (Wish(kind=AskKind.ADVICE, wording=" "), asks.AskNeedsWords),
        ("both", asks.AskOneAtATime),
    ],
)
def test_ask_that_is_unclear_is_refused(product, team, member, now, news, wish, refusal):
    if wish == "both":
        wish = Wish(kind=AskKind.ADVICE, wording="Help", to_team=team, to_role=Role.EXECUTIVE)
    with pytest.raises(refusal):
        asks.raise_ask(product=product, wish=wish, by=member, at=now)
    assert (Ask.objects.count(), news) == (0, [])


def test_nobody_asks_for_a_team(product, pmo_lead, now):
    with pytest.raises(NotYourProduct):
        asks.raise_ask(product=product, wish=HELP, by=pmo_lead, at=now)


def test_decision_answers_its_ask_and_names_the_product(ask, executive, now, today, news):
    decision = decisions.record_decision(
        what="Drop it in March", why="Few use it", decided_on=today, ask=ask, by=executive, at=now
    )

    assert (decision.product, decision.by) == (ask.product, executive)
    assert [(a.kind, a.wording) for a in ask.answers.all()] == [("answered", "Drop it in March")]
    assert news[-1] == (ask.product_id, today, True)


def test_decision_of_the_whole_organisation_names_no_product(executive, now, today, news):
    told = {"what": "No new suppliers", "decided_on": today, "by": executive, "at": now}

    assert decisions.record_decision(**told).product is None
    assert news == [(None, today, True)]


def test_decision_of_an_outsider_or_without_words_is_refused(
    product, outsider, executive, now, today
):
    told = {"product": product, "decided_on": today, "at": now}

    with pytest.raises(NotForYou):
        decisions.record_decision(what="Stop it", by=outsider, **told)
    with pytest.raises(decisions.DecisionNeedsWords):
        decisions.record_decision(what=" ", by=executive, **told)
    assert Decision.objects.count() == 0
