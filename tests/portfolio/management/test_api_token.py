"""`manage.py api_token EMAIL` prints the token alone."""

import pytest
from django.core.management import call_command

from portfolio.queries.api_tokens import token_named


def test_the_token_alone_is_printed(member, capsys):
    call_command("api_token", "Member@example.test")

    printed = capsys.readouterr()
    assert token_named(printed.out.removesuffix("\n")).user == member
    assert printed.err == ""


def test_an_unknown_e_mail_is_one_sentence(db, capsys):
    with pytest.raises(SystemExit) as end:
        call_command("api_token", "nobody@example.test", no_color=True)

    printed = capsys.readouterr()
    assert (end.value.code, printed.out, printed.err) == (
        1,
        "",
        "Nobody signs in here with the e-mail nobody@example.test.\n",
    )
