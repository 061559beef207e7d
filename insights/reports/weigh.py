"""Which things are worth knowing: weight times surprise, under a few rules. Pure.

Surprise is the Kullback-Leibler divergence of the chance now against the chance last told, in
nats (INSIGHT 6). Hard facts, such as a moved target or a silence, have fixed surprises beside
it, each as large as a change of chance that readers would find as remarkable.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

MOST, MOST_OF_ONE = 5, 2
LEAST_OF_KIND = {True: 1, False: 2}  # good things, and others
LEAST_CHANGE = 0.10
LEAST, LARGEST = 0.01, 0.99
ACHIEVED, MISSED, TARGET_MOVED, TURNED, STANDS = 0.4, 0.4, 0.5, 0.4, 0.2
SLIPPED, RATED, COSTS, ASKED, SILENT = 0.35, 0.3, 0.35, 0.3, 0.15


@dataclass(frozen=True)
class Candidate:
    """Something that could be told. `groups` are what it is about: at most two of one are told."""

    key: str
    groups: frozenset[str]
    score: float
    is_good: bool
    is_repeated: bool = False


def surprise(now: float, told: float) -> float:
    """Return how much a chance differs from the one last told, in nats; both from 0 to 1."""
    p, q = (min(max(chance, LEAST), LARGEST) for chance in (now, told))
    return p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))


def has_moved(now: float, told: float) -> bool:
    """Return whether a chance moved enough to be told."""
    return abs(now - told) >= LEAST_CHANGE - 1e-9


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the things worth knowing, the weightiest first: at most five.

    Nothing told in the last four weeks comes again, and of one group come at most two. Where they
    qualify, one good thing is among them and two that are not, so that a report neither
    dispirits nor flatters.
    """
    ordered = sorted(candidates, key=lambda one: (-one.score, one.key))
    fresh = [one for one in ordered if one.score > 0 and not one.is_repeated]
    wanted = [
        one
        for is_good, least in LEAST_OF_KIND.items()
        for one in _within((one for one in fresh if one.is_good == is_good), least)
    ]
    return sorted(_within([*wanted, *fresh], MOST), key=fresh.index)


def _within(ordered: Iterable[Candidate], most: int) -> list[Candidate]:
    chosen: list[Candidate] = []
    told = Counter[str]()
    for one in ordered:
        if len(chosen) == most or one in chosen:
            continue
        if all(told[group] < MOST_OF_ONE for group in one.groups):
            chosen.append(one)
            told.update(one.groups)
    return chosen
