"""The ``draw`` of a case: each input by name, as a distribution or a plain value."""

from collections.abc import Mapping

from grader.model.exercise import Draw
from grader.spec.document import Document
from grader.spec.settings import ArraySettings, DrawSettings
from grader.spec.sizes import Sizes
from grader.spec.suggest import nearest, suggestion
from grader.spec.yaml_tree import Loc

LITERAL = "literal"
"""The distribution that a plain value in ``draw`` stands for."""

Distributions = Mapping[str, type[DrawSettings]]


def _distribution(document: Document, loc: Loc, table: Distributions) -> str | None:
    """The one key of the mapping at ``loc`` that names a distribution."""
    keys = list(document.mapping(loc))
    found = [key for key in keys if key in table]
    if len(found) == 1:
        return found[0]
    if found:
        document.complain(
            (*loc, found[1]), f"is a second distribution, beside {found[0]!r}", "keep one", key=True
        )
        return None
    known = set(ArraySettings.model_fields).union(*(settings.model_fields for settings in table.values()))
    strange = [key for key in keys if key not in known]
    wrong = next((key for key in strange if nearest(key, table)), strange[0] if strange else None)
    if wrong is None:
        document.complain(loc, "names no distribution", suggestion("", table))
    else:
        document.complain((*loc, wrong), "is not a distribution", suggestion(wrong, table), key=True)
    return None


def read_draw(
    document: Document, loc: Loc, table: Distributions, sizes: Sizes, *, tensors: bool
) -> Draw | None:
    """The draw at ``loc`` with its sizes as numbers; None, and problems, where it is not one."""
    value = document.get(loc)
    at = document.position(loc)
    if isinstance(value, dict):
        name = _distribution(document, loc, table)
    elif value is None:
        document.complain(loc, "has no value", "give a distribution or a plain value")
        return None
    else:
        name, value = LITERAL, {LITERAL: value}
    settings = document.validate(table[name], loc, data=value, context=sizes) if name else None
    if name is None or settings is None:
        return None
    parameters = settings.model_dump(by_alias=True)
    plain = not isinstance(settings, ArraySettings) or not isinstance(document.get(loc), dict | list)
    draw = Draw(
        distribution=name,
        dtype=parameters.pop("dtype", "float64"),
        layout=parameters.pop("layout", "contiguous"),
        requires_grad=parameters.pop("requires_grad", False),
        parameters=parameters,
        framework="torch" if tensors and not plain else None,
        at=at,
    )
    if draw.requires_grad and draw.framework is None:
        document.complain(
            (*loc, "requires_grad"), "needs a tensor", "put tensors: true into the part", key=True
        )
    return draw


def read_draws(
    document: Document, part: Loc, case: Loc, table: Distributions, sizes: Sizes, *, tensors: bool
) -> dict[str, Draw] | None:
    """All inputs of a case, those of its part included; None where one of them is wrong.

    A case's own entry replaces the part's entry of the same name as a whole.
    """
    places: dict[str, Loc] = {name: (*part, "draw", name) for name in document.mapping((*part, "draw"))}
    places |= {name: (*case, "draw", name) for name in document.mapping((*case, "draw"))}
    draws: dict[str, Draw] = {}
    for name, loc in places.items():
        if not name.isidentifier():
            document.complain(loc, "is not a name that a program can use", key=True)
        draw = read_draw(document, loc, table, sizes, tensors=tensors)
        if draw is not None:
            draws[name] = draw
    return draws if len(draws) == len(places) else None
