"""A word to a team on what its work could be tied to."""

import pytest

from pmo_portal.lib.vocabulary import NoticeKind
from products.actions.refusals import NotForYou
from products.actions.ties import SuggestionNeedsWords, suggest_tie
from products.models import Notice
from tests import factories


@pytest.fixture
def outcome(organisation, product):
    return factories.outcome("Fewer calls", product=product)


def test_the_team_is_told_and_nothing_else_changes(outcome, product, lead, member, pmo_lead, now):
    suggest_tie(product=product, about=outcome, wording=" S6,  for it ", by=pmo_lead, at=now)

    notices = Notice.objects.all()
    assert {(n.user, n.kind, n.path_part) for n in notices} == {
        (person, NoticeKind.TIE_SUGGESTED, outcome.path_part) for person in (lead, member)
    }
    assert notices[0].parts["words"] == "S6, for it"
    outcome.refresh_from_db()
    assert outcome.objective is None


def test_a_product_or_an_initiative_can_be_meant(product, member, pmo_lead, organisation, now):
    work = factories.initiative("Rebrand", product=product)

    suggest_tie(product=product, about=work, wording="Serves S1", by=pmo_lead, at=now)
    suggest_tie(product=product, wording="Serves S1", by=pmo_lead, at=now)

    said = {(n.parts.get("thing"), n.parts.get("name")) for n in Notice.objects.all()}
    assert said == {("initiative", "Rebrand"), (None, None)}


def test_who_suggests_is_not_told(product, lead, member, organisation, now):
    suggest_tie(product=product, wording="Serves S1", by=member, at=now)

    assert [notice.user for notice in Notice.objects.all()] == [lead]


def test_a_suggestion_needs_words(product, pmo_lead, now):
    with pytest.raises(SuggestionNeedsWords):
        suggest_tie(product=product, wording="  ", by=pmo_lead, at=now)


def test_of_hidden_work_nothing_is_suggested(product, outsider, now):
    product.portfolio.restricted = True
    product.portfolio.save()

    with pytest.raises(NotForYou):
        suggest_tie(product=product, wording="Serves S1", by=outsider, at=now)
    assert Notice.objects.count() == 0
