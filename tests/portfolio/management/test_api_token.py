"""`manage.py api_token EMAIL` prints the token alone."""

import pytest
from django.core.management import CommandError, call_command

from portfolio.queries.api_tokens import token_named


def test_the_token_alone_is_printed(member, capsys):
    call_command("api_token", "Member@example.test")

    printed = capsys.readouterr()
    assert token_named(printed.out.removesuffix("\n")).user == member
    assert printed.err == ""


def test_an_unknown_e_mail_is_one_sentence(db, capsys):
    with pytest.raises(CommandError) as problem:
        call_command("api_token", "nobody@example.test")

    assert (problem.value.args[0], problem.value.returncode) == (
        "Nobody signs in here with the e-mail nobody@example.test.",
        1,
    )
    assert capsys.readouterr().out == ""
