"""The lines of teams, put beside the sentences that they answer. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from insights.reports.content import Content, Item, Reply, Wanted


@dataclass(frozen=True)
class Said:
    """A team's line on the sentence of this key."""

    key: str
    team: str
    wording: str


def with_replies(content: Content, said: Iterable[Said]) -> Content:
    """Return the report with every line beside its sentence.

    A line whose sentence is no longer in the report stands at its end, so that none is lost.
    """
    by_key: dict[str, list[Reply]] = defaultdict(list)
    for one in said:
        by_key[one.key].append(Reply(one.team, one.wording))
    placed: set[str] = set()

    def beside(items: list[Item]) -> list[Item]:
        placed.update(item.key for item in items)
        return [replace(item, replies=by_key.get(item.key, [])) for item in items]

    def below(asks: list[Wanted]) -> list[Wanted]:
        placed.update(ask.key for ask in asks)
        return [replace(ask, replies=by_key.get(ask.key, [])) for ask in asks]

    content = replace(
        content,
        items=beside(content.items),
        good=beside(content.good),
        quiet=beside(content.quiet),
        changed=beside(content.changed),
        restated=beside(content.restated),
        decisions=below(content.decisions),
        help=below(content.help),
    )
    left = {key: lines for key, lines in by_key.items() if key not in placed}
    return replace(
        content,
        other_replies=[
            Item(key, _("On a sentence that is no longer here"), "", [], replies=lines)
            for key, lines in left.items()
        ],
    )


def sentences(content: Content) -> list[Item | Wanted]:
    """Return everything that a team can answer, in the order of the page."""
    return [
        *content.items,
        *content.decisions,
        *content.help,
        *content.good,
        *content.quiet,
        *content.changed,
        *content.restated,
    ]


def named_teams(content: Content) -> set[str]:
    """Return the teams that the report names, by slug."""
    return {team for sentence in sentences(content) for team in sentence.teams}
