import pytest
from django.core.management import CommandError, call_command

from portfolio.models import Objective, Organisation, Portfolio, Team, User
from products.demo import load
from products.models import Outcome, Product

pytestmark = pytest.mark.django_db


def test_command_makes_copies_and_names_the_sign_ins(capsys):
    call_command("load_demo", "--times", "2", "--on", "2026-01-07")

    shown = capsys.readouterr().out
    assert "try-the-portal-today" in shown
    assert all(email in shown for email in load.sign_ins())
    assert Organisation.objects.get().is_simulated
    counts = [model.objects.count() for model in (Portfolio, Objective, Team, Product, Outcome)]
    assert counts == [12, 16, 62, 80, 400]
    assert Objective.objects.values("code").distinct().count() == 16
    assert User.objects.filter(email__endswith="@demo.test").count() == 5


def test_command_leaves_an_organisation_alone(organisation):
    with pytest.raises(CommandError, match="needs an empty one"):
        call_command("load_demo")
