"""Slips of attention: another name of the same function where this one was meant."""

import ast
from collections.abc import Iterator

from grader.mutate import slips
from grader.mutate.site import Change, Site


def wrong_name(site: Site) -> Iterator[Change]:
    """A name that is read becomes another one that the function knows at that point."""
    node = site.node
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or site.function is None:
        return
    parent = site.parent
    if isinstance(parent, ast.Call | ast.Attribute) and node is getattr(parent, "func", getattr(parent, "value", None)):
        return
    known = known_names(site)
    if node.id in known:
        for other in known:
            if other != node.id:
                yield Change(node, other, slips.WRONG_NAME, slips.WRONG_NAME)


def known_names(site: Site) -> list[str]:
    """Arguments and variables of the function around a node that have a value when control comes to it, in order."""
    function = site.function
    if function is None:
        return []
    statement = next((p for p in reversed((*site.parents, site.node)) if isinstance(p, ast.stmt)), function)
    names = [name for name, line in site.text.assigned(function) if line < statement.lineno]
    return [name for name in dict.fromkeys(names) if name not in ("self", "ctx", "cls", "_")]
