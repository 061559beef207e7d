"""`manage.py api_token EMAIL`: a key to the API for a person."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portfolio.actions import api_tokens
from portfolio.queries import people


class Command(BaseCommand):
    """Prints a new key of the person, and nothing else."""

    help = "Print a new API token for the person who signs in with EMAIL."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the e-mail."""
        parser.add_argument("email")
        parser.add_argument("--label", default="command line")

    def handle(self, *args: Any, email: str, label: str, **options: Any) -> None:
        """Issue the key. Ends with 1 and a sentence when nobody signs in with this e-mail."""
        person = people.person_with_email(email)
        if person is None:
            self.stderr.write(f"Nobody signs in here with the e-mail {email}.")
            sys.exit(1)
        _token, plain = api_tokens.issue_token(user=person, label=label, at=timezone.now())
        self.stdout.write(plain)
