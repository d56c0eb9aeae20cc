"""Fingerprints of a program: hashes of runs of tokens, few enough to compare a class and spread over the whole file.

Which hashes are kept is decided by winnowing (Schleimer, Wilkerson and Aiken, 2003): of any :data:`WINDOW` neighbours one, and
in two files the same one. Nothing depends on Python's own hashes, which differ from run to run.
"""

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.similar.tokens import tokenize

LENGTH = 10
"""Tokens in a run: shorter ones are alike by chance, longer ones are lost to one changed operator."""

WINDOW = 4

Hashes = NDArray[np.uint64]
Places = NDArray[np.int32]

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprints:
    """The fingerprints of a file: each hash with the number of its first token; and the line of every token."""

    hashes: Hashes
    places: Places
    lines: Places


def fingerprints(source: str) -> Fingerprints:
    """The fingerprints of Python source."""
    tokens = tokenize(source)
    lines = np.array(tokens.lines, np.int32)
    codes = np.array([zlib.crc32(kind.encode()) for kind in tokens.kinds], np.uint64)
    hashes = _runs(codes)
    kept = winnow(hashes)
    return Fingerprints(hashes[kept], kept, lines)


def all_runs(source: str) -> Hashes:
    """The hash of every run, kept by winnowing or not: what is to be subtracted has to be found wherever it stands."""
    tokens = tokenize(source)
    return np.unique(_runs(np.array([zlib.crc32(kind.encode()) for kind in tokens.kinds], np.uint64)))


def winnow(hashes: Hashes, window: int = WINDOW) -> Places:
    """The places of the hashes that are kept: in each window the smallest, the rightmost of equals."""
    if len(hashes) == 0:
        return np.empty(0, np.int32)
    width = min(window, len(hashes))
    views = np.lib.stride_tricks.sliding_window_view(hashes, width)
    rightmost = width - 1 - np.argmin(views[:, ::-1], axis=1)
    return np.unique(np.arange(len(views)) + rightmost).astype(np.int32)


def _runs(codes: Hashes) -> Hashes:
    """The hash of each run of :data:`LENGTH` tokens, by the number of its first token."""
    count = len(codes) - LENGTH + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for i in range(LENGTH):
        total = total * _BASE + codes[i : i + count]
    return (total ^ (total >> np.uint64(29))) * _MIX
