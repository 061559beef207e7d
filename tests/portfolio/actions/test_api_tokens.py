"""Keys to the API: only a digest is kept."""

from datetime import timedelta

from django.db import connection

from portfolio.actions import api_tokens
from portfolio.models import ApiToken
from portfolio.queries.api_tokens import token_named


def test_a_key_is_known_by_its_plain_text_which_is_kept_nowhere(member, now):
    token, plain = api_tokens.issue_token(user=member, label="Sheet", at=now)

    assert token_named(plain) == token
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM portfolio_apitoken t")
        assert plain not in cursor.fetchone()[0]


def test_a_key_of_somebody_who_left_is_not_known(member, now):
    _token, plain = api_tokens.issue_token(user=member, label="Sheet", at=now)
    member.is_active = False
    member.save()

    assert token_named(plain) is None


def test_people_take_back_their_own_keys_alone(member, lead, now):
    token, plain = api_tokens.issue_token(user=member, label="Sheet", at=now)

    assert api_tokens.revoke_token(public_id=token.public_id, by=lead) is False
    assert token_named(plain) == token
    assert api_tokens.revoke_token(public_id=token.public_id, by=member) is True
    assert token_named(plain) is None


def test_the_last_use_is_noted_once_a_day(member, today, now, django_assert_num_queries):
    token, _plain = api_tokens.issue_token(user=member, label="Sheet", at=now)
    api_tokens.note_use(token, on=today)
    token.refresh_from_db()

    with django_assert_num_queries(0):
        api_tokens.note_use(token, on=today)
    api_tokens.note_use(token, on=today + timedelta(days=1))

    assert ApiToken.objects.get().last_used_on == today + timedelta(days=1)
