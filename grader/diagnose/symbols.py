"""Numbers with a meaning: 2, ½, N, 1/N, N/(N − 1), …, whose value may differ from sample to sample."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.diagnose.facts import Sample

CLOSE = 1e-6
"""How close a measured number must come to a symbol's value, relatively, to be taken for it."""

NUMBERS = {
    "0": 0.0,
    "1": 1.0,
    "−1": -1.0,
    "2": 2.0,
    "½": 0.5,
    "−2": -2.0,
    "−½": -0.5,
    "3": 3.0,
    "⅓": 1 / 3,
    "4": 4.0,
    "¼": 0.25,
    "√2": 2**0.5,
    "1/√2": 0.5**0.5,
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number with a name, and its value in each sample."""

    text: str
    values: tuple[float, ...]
    explained: str = ""
    """What its letters stand for: "N = 8 is the number of rows" without the number."""

    def matches(self, measured: Sequence[float | None]) -> bool:
        """Whether the measured numbers are this symbol's, sample by sample (None where nothing was measured)."""
        pairs = [(m, v) for m, v in zip(measured, self.values, strict=True) if m is not None]
        return bool(pairs) and all(abs(m - v) <= CLOSE * max(abs(v), 1e-3) for m, v in pairs)


@dataclass(frozen=True, slots=True)
class Size:
    """A count that may stand in a formula: its letter and what is counted."""

    letter: str
    counted: str
    values: tuple[int, ...]


def sizes(samples: Sequence[Sample]) -> list[Size]:
    """The counts of the samples' arrays: rows, columns, entries; those that never differ are named once."""
    found: dict[tuple[int, ...], Size] = {}
    for letter, axis, counted in (("N", 0, "rows"), ("D", 1, "columns")):
        for name in _arrays(samples):
            shapes = [sample.arrays[name].shape for sample in samples]
            if all(len(shape) == 2 for shape in shapes):
                values = tuple(shape[axis] for shape in shapes)
                found.setdefault(values, Size(letter, f"the number of {counted} of `{name}`", values))
    for name in _arrays(samples):
        values = tuple(sample.arrays[name].size for sample in samples)
        if max(values) > 1:
            found.setdefault(values, Size("n", f"the number of entries of `{name}`", values))
    return list(found.values())


def _arrays(samples: Sequence[Sample]) -> list[str]:
    return [name for name in samples[0].arrays if all(name in sample.arrays for sample in samples)]


def symbols(samples: Sequence[Sample]) -> Iterator[Symbol]:
    """The numbers that a factor or a coefficient may be, the plainest first."""
    for text, value in NUMBERS.items():
        yield Symbol(text, (value,) * len(samples))
    for size in sizes(samples):
        n = size.letter
        explained = f"{n} is {size.counted}"
        forms = {
            n: [float(v) for v in size.values],
            f"1/{n}": [1 / v if v else float("nan") for v in size.values],
            f"{n}/({n} − 1)": [v / (v - 1) if v != 1 else float("nan") for v in size.values],
            f"({n} − 1)/{n}": [(v - 1) / v if v else float("nan") for v in size.values],
            f"{n}²": [float(v * v) for v in size.values],
            f"1/{n}²": [1 / (v * v) if v else float("nan") for v in size.values],
            f"√{n}": [v**0.5 for v in size.values],
            f"1/√{n}": [v**-0.5 if v else float("nan") for v in size.values],
        }
        for sign in ("", "−"):
            for text, values in forms.items():
                signed = values if not sign else [-v for v in values]
                yield Symbol(sign + text, tuple(signed), explained)
        for number, times in (("2", 2.0), ("½", 0.5)):
            yield Symbol(f"{number}·{n}", tuple(times * v for v in forms[n]), explained)
            yield Symbol(f"{number}/{n}", tuple(times * v for v in forms[f"1/{n}"]), explained)


def named(measured: Sequence[float | None], samples: Sequence[Sample]) -> Symbol | None:
    """The plainest symbol whose values were measured, or None."""
    return next((symbol for symbol in symbols(samples) if symbol.matches(measured)), None)
