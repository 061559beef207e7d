"""The API knows people by their keys."""

from datetime import date

import pytest
import time_machine
from rest_framework.test import APIClient

from portfolio.actions import api_tokens
from portfolio.models import ApiToken

pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def plain(member, now):
    return api_tokens.issue_token(user=member, label="Sheet", at=now)[1]


def ask(header):
    return APIClient(headers={"authorization": header}).get("/api/v1/")


def test_a_key_opens_the_api_and_notes_its_day(plain, now):
    with time_machine.travel(now, tick=False):
        assert ask(f"Token {plain}").status_code == 200

    assert ApiToken.objects.get().last_used_on == date(2026, 1, 7)


@pytest.mark.parametrize(
    "header", ["Token", "Token wrong", "Token two words", "Token \xff", "Bearer {plain}", ""]
)
def test_anything_else_is_refused(plain, header):
    answer = ask(header.format(plain=plain))

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")


def test_a_key_of_somebody_who_left_is_refused(plain, member):
    member.is_active = False
    member.save()

    assert ask(f"Token {plain}").status_code == 401
