"""Which submissions share what nothing explains: neither the starter file, nor the reference, nor what many write alike."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from grader.similar.fingerprints import LENGTH, Fingerprints, Hashes, Places

COMMON = 0.05
"""Share of a class from which on a fragment is common, and says nothing."""

FEWEST = 4
"""Students who may share a fragment in a class of any size: else a group in a small class would hide itself."""

LEAST_RUNS = 4
"""Shared fragments below which a pair is not worth a look."""


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """One student's file for one exercise."""

    student: str
    exercise: str
    text: str
    prints: Fingerprints


@dataclass(frozen=True, slots=True)
class Shared:
    """What two files share that nothing explains. Lines count from 1."""

    first: Work
    second: Work
    runs: int
    weight: float
    """The fragments counted by how rare they are in the class."""
    share: float
    """Of the smaller file's unexplained fragments."""
    first_lines: frozenset[int]
    second_lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two students, and what they share in each exercise, the most telling first."""

    first: str
    second: str
    weight: float
    exercises: tuple[Shared, ...]


def similar(works: Iterable[Work], explained: Hashes, least: float = 0.25) -> list[Shared]:
    """The pairs among the files of one exercise that share at least ``least`` of what is the smaller one's own."""
    files = list(works)
    own = [_own(each.prints, explained) for each in files]
    counts = _rare(own, len(files))
    weights: dict[tuple[int, int], float] = {}
    runs: dict[tuple[int, int], int] = {}
    for members in counts:
        weight = math.log(max(len(files), 3) / len(members)) + 1
        for pair in combinations(members, 2):
            weights[pair] = weights.get(pair, 0.0) + weight
            runs[pair] = runs.get(pair, 0) + 1
    found = []
    for (i, j), count in runs.items():
        share = count / max(min(len(own[i]), len(own[j])), 1)
        if count >= LEAST_RUNS and share >= least:
            found.append(_shared(files[i], files[j], np.intersect1d(own[i], own[j]), weights[i, j], share))
    return sorted(found, key=lambda each: (-each.weight, each.first.student, each.second.student))


def by_students(shared: Iterable[Shared]) -> list[Pair]:
    """The pairs of students over all exercises, those first that share the most."""
    found: dict[tuple[str, str], list[Shared]] = {}
    for each in shared:
        found.setdefault((each.first.student, each.second.student), []).append(each)
    pairs = [
        Pair(first, second, sum(each.weight for each in all_), tuple(sorted(all_, key=lambda each: -each.weight)))
        for (first, second), all_ in found.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.weight, pair.first, pair.second))


def _own(prints: Fingerprints, explained: Hashes) -> Hashes:
    """What of a file the starter file and the reference do not explain."""
    return np.setdiff1d(prints.hashes, explained)


def _rare(own: Sequence[Hashes], count: int) -> list[list[int]]:
    """For each fragment that some files share, and not too many: the numbers of these files."""
    if not own:
        return []
    hashes = np.concatenate(own)
    owners = np.repeat(np.arange(len(own)), [len(each) for each in own])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(hashes)])
    most = max(FEWEST, math.ceil(COMMON * count))
    chosen = (sizes >= 2) & (sizes <= most)
    return [owners[start : start + size].tolist() for start, size in zip(starts[chosen], sizes[chosen], strict=True)]


def _shared(first: Work, second: Work, hashes: Hashes, weight: float, share: float) -> Shared:
    lines = (_lines(each.prints, hashes) for each in (first, second))
    return Shared(first, second, len(hashes), weight, min(share, 1.0), *lines)


def _lines(prints: Fingerprints, hashes: Hashes) -> frozenset[int]:
    """The lines that hold a token of one of the runs."""
    places: Places = prints.places[np.isin(prints.hashes, hashes)]
    covered = np.unique(np.concatenate([prints.lines[place : place + LENGTH] for place in places.tolist()]))
    return frozenset(covered.tolist())
