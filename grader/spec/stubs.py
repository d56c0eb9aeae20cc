"""The ``stub`` of an exercise: the functions, classes and constants of the starter file."""

import keyword

from grader.model.exercise import Stub
from grader.spec.document import Document
from grader.spec.keys import ClassKeys, ConstantKeys, FunctionKeys
from grader.spec.yaml_tree import Loc


def _named(document: Document, loc: Loc) -> str:
    """The name at the end of ``loc``, which must be one that Python allows."""
    name = str(loc[-1])
    if not name.isidentifier() or keyword.iskeyword(name):
        document.complain(loc, "is not a name that Python allows", key=True)
    return name


def _function(document: Document, loc: Loc) -> Stub:
    """A function or method. Where something is wrong with it, its name at least is known."""
    name = _named(document, loc)
    read = document.validate(FunctionKeys, loc)
    if read is None:
        return Stub(name, "function")
    return Stub(name, "function", read.signature, read.doc.rstrip(), decorator=read.decorator or "")


def _class(document: Document, loc: Loc) -> Stub:
    """A class with its methods."""
    name = _named(document, loc)
    read = document.validate(ClassKeys, loc)
    methods = tuple(
        _function(document, (*loc, "methods", method)) for method in document.mapping((*loc, "methods"))
    )
    if read is None:
        return Stub(name, "class", base=str(document.get((*loc, "base")) or ""), methods=methods)
    return Stub(name, "class", "", read.doc.rstrip(), read.base or "", methods=methods)


def _constant(document: Document, loc: Loc) -> Stub:
    """A constant with its untouched value."""
    name = _named(document, loc)
    read = document.validate(ConstantKeys, loc)
    return Stub(name, "constant", doc=read.doc.rstrip(), value=read.value) if read else Stub(name, "constant")


def read_stubs(document: Document, loc: Loc = ("stub",)) -> tuple[Stub, ...]:
    """All entries of the stub, in order.

    An entry with ``value`` is a constant, one with ``methods`` or ``base`` a class, any other a function.
    """
    stubs = []
    for name in document.mapping(loc):
        keys = document.mapping((*loc, name))
        read = _constant if "value" in keys else _class if "methods" in keys or "base" in keys else _function
        stubs.append(read(document, (*loc, name)))
    return tuple(stubs)
