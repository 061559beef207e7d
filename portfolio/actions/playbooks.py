"""Playbooks: frameworks and practices the portfolio office has to give."""

from datetime import datetime

from django.db import transaction

from pmo_portal.lib.provenance import authored
from portfolio.actions.versions import SomebodyChangedIt, write_version
from portfolio.models import Playbook, User
from portfolio.queries.editions import newest_version
from portfolio.queries.slugs import free_slug


def write_playbook(
    *, title: str, helps_when: str, how_to_start: str, by: User | None, at: datetime
) -> Playbook:
    """Return a new playbook, open to everyone."""
    with transaction.atomic(), authored(by):
        return Playbook.objects.create(
            slug=free_slug(Playbook, title),
            title=title,
            helps_when=helps_when,
            how_to_start=how_to_start,
            known_at=at,
        )


def rewrite_playbook(
    *,
    playbook: Playbook,
    title: str,
    helps_when: str,
    how_to_start: str,
    in_sight: str | None = None,
    by: User | None,
    at: datetime,
) -> Playbook:
    """Change what a playbook says; earlier days keep the old words.

    `in_sight` is the version the person saw. Raises SomebodyChangedIt.
    """
    with transaction.atomic(), authored(by):
        standing = Playbook.objects.select_for_update(no_key=True).get(pk=playbook.pk)
        if in_sight is not None and in_sight != newest_version(standing):
            raise SomebodyChangedIt
        said = {"title": title, "helps_when": helps_when, "how_to_start": how_to_start}
        write_version(playbook, at=at, **said)
        return playbook
