"""The ``cases`` of a part, with the inputs of each."""

from dataclasses import dataclass

from grader.model.exercise import Case
from grader.spec.document import Document
from grader.spec.draws import Distributions, read_draws
from grader.spec.keys import CaseKeys
from grader.spec.sizes import Sizes
from grader.spec.yaml_tree import Loc


@dataclass(frozen=True, slots=True)
class CaseReading:
    """A case as far as it could be read. ``case`` is None if something is wrong; ``inputs`` has all names."""

    loc: Loc
    name: str
    public: bool
    inputs: frozenset[str]
    case: Case | None


def _sizes(document: Document, part: Loc, case: Loc, name: str) -> Sizes:
    """The part's sizes with the case's over them."""
    values = {**document.mapping((*part, "sizes")), **document.mapping((*case, "sizes"))}
    # A size that is no number has its own problem: as 1 it causes no further ones.
    return Sizes(name, {k: v if type(v) is int and v >= 0 else 1 for k, v in values.items()})


def _read_case(document: Document, part: Loc, loc: Loc, table: Distributions) -> tuple[CaseReading, Sizes]:
    """The case at ``loc`` and the sizes it used."""
    head = document.validate(CaseKeys, loc)
    raw = document.mapping(loc)
    name = str(raw.get("name", f"number {loc[-1]}"))
    sizes = _sizes(document, part, loc, name)
    tensors = document.get((*part, "tensors")) is True
    draws = read_draws(document, part, loc, table, sizes, tensors=tensors)
    case = None
    if head is not None and draws is not None:
        case = Case(head.name, head.public, head.note, draws, document.position(loc))
    inputs = frozenset(document.mapping((*part, "draw"))) | frozenset(document.mapping((*loc, "draw")))
    return CaseReading(loc, name, raw.get("public", False) is not False, inputs, case), sizes


def read_cases(document: Document, part: Loc, table: Distributions) -> list[CaseReading]:
    """All cases of a part. Names are unique; every default and every size is of use to some case."""
    readings, used, seen = [], set[str](), dict[str, Loc]()
    for loc in document.items((*part, "cases")):
        reading, sizes = _read_case(document, part, loc, table)
        readings.append(reading)
        used |= sizes.used
        for size in document.mapping((*loc, "sizes")):
            if reading.case is not None and size not in sizes.used:
                document.complain(
                    (*loc, "sizes", size), "is a size that no shape of this case uses", key=True
                )
        if reading.name in seen:
            first = document.mark((*seen[reading.name], "name")).line
            document.complain((*loc, "name"), f"is the name of another case of this part, in line {first}")
        seen.setdefault(reading.name, loc)
    if readings and all(reading.case for reading in readings):
        _unused(document, part, readings, used)
    return readings


def _unused(document: Document, part: Loc, readings: list[CaseReading], used: set[str]) -> None:
    """Complain about defaults of the part that no case takes: most likely a misspelt name."""
    for size in document.mapping((*part, "sizes")):
        if size not in used:
            document.complain((*part, "sizes", size), "is a size that no shape of this part uses", key=True)
    for name in document.mapping((*part, "draw")):
        if all(name in document.mapping((*reading.loc, "draw")) for reading in readings):
            document.complain(
                (*part, "draw", name), "is a default that every case overrides", "drop it", key=True
            )
