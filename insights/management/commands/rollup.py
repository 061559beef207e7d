"""Bring the figures up to date by hand."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from insights.actions import roll_ups
from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Door


class Command(BaseCommand):
    """`rollup` fills what is missing, `--on` one day, `--full` makes every day anew."""

    help = "Bring the figures up to date with the facts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--on", type=date.fromisoformat, help="bring this day up to date")
        which.add_argument("--full", action="store_true", help="make every day anew from the facts")

    def handle(self, *args: Any, on: date | None, full: bool, **options: Any) -> None:
        """Roll up and say which days."""
        at = timezone.now()
        with provenance(door=Door.COMMAND):
            try:
                days = self._rolled_up(on=on, full=full, at=at)
            except roll_ups.DayToCome as refusal:
                raise CommandError(str(refusal)) from None
        self.stdout.write(f"Rolled up {len(days)} days" + (f", to {days[-1]}." if days else "."))

    def _rolled_up(self, *, on: date | None, full: bool, at: Any) -> list[date]:
        if full:
            return roll_ups.rebuild(at=at)
        if on is not None:
            return roll_ups.roll_up_day(on, at=at)
        return sorted({*roll_ups.roll_up_today(at=at), *roll_ups.roll_up_past(at=at)})
