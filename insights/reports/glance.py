"""The figures that say most, each with its change in the week and the list behind it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from insights.dashboards.resources.money import WHOLE_LIFE
from insights.dashboards.subject import WELL, Subject
from insights.figures import Figures
from insights.reports import evidence
from insights.reports.content import Glance
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

RECENT = timedelta(days=7)


def glance(seen: Seen) -> list[Glance]:
    """Return the figures of the scope at the end of the week."""
    subject = Subject.of(seen.figures)
    return [*_healths(seen, subject), *_expected(seen), *_voices(seen), *_rest(seen, subject)]


def _healths(seen: Seen, subject: Subject) -> Iterator[Glance]:
    """Yield how many are in each health.

    Silence is neither good nor bad, and no count is while there are more or fewer to be counted.
    """
    is_alike = subject.total(seen.figures) == subject.total(seen.figures_before)
    rows: list[tuple[str, tuple[str, ...], bool | None]] = [
        (_("On course or achieved"), WELL, True),
        (str(Health.AT_RISK.label), (Health.AT_RISK,), False),
        (str(Health.OFF_TRACK.label), (Health.OFF_TRACK,), False),
        (str(Health.NOT_REPORTED.label), (Health.NOT_REPORTED,), None),
    ]
    for label, healths, more_is_better in rows:
        yield from _counted(
            seen,
            label,
            _in_healths(subject, healths),
            more_is_better if is_alike else None,
            subject.view,
            health=",".join(healths),
        )


def _in_healths(subject: Subject, healths: tuple[str, ...]) -> Callable[[Figures], int]:
    return lambda figures: subject.count(figures, *healths)


def _expected(seen: Seen) -> Iterator[Glance]:
    if seen.figures.outcomes_forecast:
        yield from _counted(
            seen,
            _("Likely to be met"),
            lambda figures: round(figures.expected_met().mid),
            True,
            "insights:outcome_list",
        )


def _voices(seen: Seen) -> Iterator[Glance]:
    """Yield how many products were heard from lately, of all that there are."""
    now, before = (
        sum(1 for f in facts.values() if f.checked_in_on and on - f.checked_in_on <= RECENT)
        for facts, on in ((seen.products, seen.on), (seen.products_before, seen.vs))
    )
    if any(fact.checked_in_on for fact in seen.products.values()):
        yield _glance(
            seen,
            _("Products heard from"),
            formats.share(now, len(seen.products)),
            now - before if seen.products_before else 0,
            True,
            "insights:product_list",
            age="week",
        )


def _rest(seen: Seen, subject: Subject) -> Iterator[Glance]:
    if subject.is_outcomes:
        yield from _counted(
            seen,
            _("Work off course"),
            lambda figures: figures.initiatives_off_track,
            False,
            "insights:initiative_list",
            health=Health.OFF_TRACK,
        )
    yield from _counted(
        seen, _("Help wanted"), lambda figures: figures.asks_open, None, "products:ask_list"
    )
    cost, was = (f.whole_life_cost for f in (seen.figures, seen.figures_before))
    if cost and not subject.is_outcomes:
        change = cost - was if was else 0
        where = evidence.place_of(seen.scope, seen.heading.slug)
        label = _("Whole-life cost")
        money = formats.money(change, seen.currency)
        yield Glance(
            label=label,
            value=formats.money(cost, seen.currency),
            change=(money if change < 0 else f"+{money}") if change else "",
            is_better=None,
            evidence=evidence.to_list(
                "insights:funding_list", label, where, seen.on, period=WHOLE_LIFE
            ),
        )


def _counted(
    seen: Seen,
    label: str,
    count: Callable[[Figures], int],
    more_is_better: bool | None,
    view: str,
    **asked: str,
) -> Iterator[Glance]:
    """Yield a count, unless there is none and was none; nothing changed where nothing was."""
    now, before = count(seen.figures), count(seen.figures_before)
    had = _is_known(seen.figures_before)
    if now or before:
        change = now - before if had else 0
        yield _glance(seen, label, formats.number(now), change, more_is_better, view, **asked)


def _is_known(figures: Figures) -> bool:
    return bool(figures.outcomes or figures.initiatives or figures.products)


def _glance(
    seen: Seen,
    label: str,
    value: str,
    change: int,
    more_is_better: bool | None,
    view: str,
    **asked: str,
) -> Glance:
    where = evidence.place_of(seen.scope, seen.heading.slug)
    return Glance(
        label=label,
        value=value,
        change=formats.signed(change) if change else "",
        is_better=None if not change or more_is_better is None else (change > 0) == more_is_better,
        evidence=evidence.to_list(view, label, where, seen.on, **asked),
    )
