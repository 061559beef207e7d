"""Open the demo from the command line: `load_demo [--times N] [--on DATE]`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Door
from portfolio.actions.organisations import AlreadyFounded
from products.demo import load
from products.demo.writing.company import PASSWORD


class Command(BaseCommand):
    """Fills an empty portal with a made-up company and a year of its history."""

    help = "Fill an empty portal with the demo: a made-up company with a year of history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how much of it, and on which day its year ends."""
        parser.add_argument("--times", type=int, default=1, help="make it so many times as large")
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the last day, as YYYY-MM-DD; today unless given"
        )

    def handle(self, *args: Any, times: int, on: date | None, **options: Any) -> None:
        """Load it and name the sign-ins."""
        at = load.last_moment(on) if on else timezone.now()
        try:
            with provenance(door=Door.COMMAND):
                organisation = load.load_demo(times=times, at=at)
        except AlreadyFounded:
            raise CommandError(
                "This portal has its organisation already; the demo needs an empty one."
            ) from None
        self.stdout.write(f"{organisation} is there. Sign in with the password {PASSWORD} as")
        self.stdout.write("\n".join(f"  {email}" for email in load.sign_ins()))
