"""All the programs that differ from a given one in a single place."""

import ast
from collections.abc import Collection, Iterator, Sequence

from grader.mutate.mutant import Mutant
from grader.mutate.site import Change, Site, Text, sites
from grader.mutate.table import OPERATORS, Operator


def mutants(
    source: str,
    *,
    functions: Collection[str] | None = None,
    lines: Collection[int] | None = None,
    operators: Sequence[Operator] = OPERATORS,
) -> Iterator[Mutant]:
    """The mutants of ``source``, in the order of its text, then of ``operators``; no two are the same text.

    ``functions`` names the functions and classes of the module to mutate (nested ones with them), ``lines`` the lines on which
    something may change; None of either means all. Raises SyntaxError when ``source`` is no Python.
    """
    text = Text(source)
    seen = {source}
    for site in sites(text):
        if functions is not None and getattr(site.unit, "name", None) not in functions:
            continue
        for operator in operators:
            for change in operator.changes(site):
                if lines is not None and change.node.lineno not in lines:
                    continue
                edit = site.edit(change)
                mutated = edit.apply(source)
                if mutated not in seen and _parses(mutated, site):
                    seen.add(mutated)
                    yield _mutant(operator, site, change, mutated)


def _mutant(operator: Operator, site: Site, change: Change, mutated: str) -> Mutant:
    edit = site.edit(change)
    node = change.node
    column = edit.start - site.text.offset(node.lineno, 0) + 1
    return Mutant(operator.name, change.slip, change.mends, node.lineno, column, mutated, edit)


def _parses(mutated: str, site: Site) -> bool:
    """Whether a mutant is Python still. Only what is around the change is parsed: a whole file takes milliseconds."""
    unit = site.unit
    if not isinstance(unit, ast.stmt):
        return False
    grown = len(mutated) - len(site.text.source)
    start, end = site.text.span(unit)
    try:
        ast.parse(mutated[start : end + grown])
    except (SyntaxError, ValueError):
        return False
    return True
