"""Work of one team that should move an outcome of another: found, tied, told, taken back."""

import pytest
from django.urls import reverse

from pmo_portal.lib.vocabulary import Closure, NoticeKind
from products.actions import mailing
from products.models import Contribution, Notice
from tests import factories
from tests.products.views.test_defining import form as form  # a fixture
from tests.products.views.test_defining import toasts

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(organisation, outsider):
    """An outcome of the outsider's team."""
    product = factories.product("Policies", team=outsider.memberships.get().team)
    return factories.outcome("Renewals without a call", product=product)


@pytest.fixture
def work(organisation, product):
    return factories.initiative("Glass pilot", product=product)


@pytest.fixture
def start(work):
    return reverse("products:contribution_start", args=[work.path_part])


def found(client, start, words=""):
    return list(client.get(start, {"words": words}).context["form"].found.values())


def test_outcomes_are_found_by_words_of_their_own_and_of_their_product(
    client, start, others, product, member
):
    factories.outcome("Renewals at home", product=product)
    factories.outcome(
        "Renewals long ago",
        product=others.product,
        closed_as=Closure.REALISED,
        closed_on="2025-02-01",
    )
    client.force_login(member)

    assert found(client, start, "polic without") == [others]
    assert found(client, start, "renewals") == [others]
    assert found(client, start, "nothing like it") == []


def test_without_words_those_that_serve_the_same_objective_are_offered(
    client, start, others, product, member
):
    objective = factories.objective("Grow")
    factories.outcome(product=product, objective=objective)
    client.force_login(member)
    before = found(client, start)

    others.objective = objective
    others.save()

    assert (before, found(client, start)) == ([], [others])


def test_nobody_finds_what_they_may_not_see(client, start, others, member):
    others.product.portfolio.restricted = True
    others.product.portfolio.save()
    client.force_login(member)

    assert found(client, start, "renewals") == []


def test_the_other_team_sees_the_work_on_its_outcome_and_is_told_once(
    client, form, start, work, others, member, outsider, now, mailoutbox
):
    typed = {"outcome": others.public_id, "expected_share": "20"}
    address = f"{start}?words=renewals"

    sent = {**form(address), **typed}
    answers = [client.post(address, sent) for _ in range(2)]

    tie = Contribution.objects.get()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert (tie.initiative, tie.outcome, tie.expected_share) == (work, others, 20)
    said = "Tied. Elsewhere is told, and sees your work beside its outcome."
    assert toasts(client.get(answers[0].url)) == [said, said]
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (outsider, NoticeKind.WORK_TIED)
    assert mailing.mail_notices(at=notice.created_at) == 1
    assert "wants to move your outcome “Renewals without a call”, too" in mailoutbox[0].subject
    client.force_login(outsider)
    home = client.get(reverse("products:home")).content.decode()
    page = reverse("products:outcome_detail", args=[others.path_part])
    assert f'href="{page}"' in home
    (mover,) = client.get(page).context["page"].movers
    assert (mover.initiative, mover.product) == (work, work.product)


def test_an_outcome_is_chosen_and_a_share_is_per_cent(client, form, start, others, member):
    address = f"{start}?words=renewals"

    answer = client.post(address, {**form(address), "expected_share": "120"})

    assert sorted(answer.context["form"].errors) == ["expected_share", "outcome"]
    assert not Contribution.objects.exists()


def test_the_tie_is_taken_back_on_the_form_of_the_initiative(
    client, form, work, others, member, organisation
):
    factories.contribution(work, others)
    edit = reverse("products:initiative_edit", args=[work.path_part])

    sent = form(edit)

    del sent[f"serves-{others.public_id}"]
    client.post(edit, sent)

    assert Contribution.objects.get().ended_on is not None
    assert not Notice.objects.exists()
