"""Playbooks, as they stand and as they were known. Everyone sees all of them."""

from datetime import datetime

from portfolio.models import Playbook


def playbooks_now() -> list[Playbook]:
    """Return all playbooks by title."""
    return list(Playbook.objects.order_by("title", "pk"))


def playbook_now(slug: str) -> Playbook | None:
    """Return the playbook as it stands, None when there is none by that name."""
    return Playbook.objects.filter(slug=slug).first()


def playbooks_at(moment: datetime) -> list[Playbook]:
    """Return the playbooks known at the moment, by title."""
    return sorted(Playbook.objects.as_of(moment), key=lambda one: (one.title, one.pk))


def playbook_at(playbook: Playbook, moment: datetime) -> Playbook | None:
    """Return the playbook as known at the moment, None when it was not known yet."""
    return next(iter(Playbook.objects.filter(pk=playbook.pk).as_of(moment)), None)
