"""One YAML file being read: its tree, and every problem found in it so far."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from grader.errors import Problem
from grader.model.exercise import Position
from grader.spec.messages import explain
from grader.spec.yaml_tree import Loc, Mark, read_tree, where

Model = TypeVar("Model", bound=BaseModel)


class Document:
    """A YAML file's data, the place of everything in it, and a growing list of ``problems``.

    Reading goes on after a problem, so that an author sees all of them at once; whoever reads a document asks
    at the end whether ``problems`` is empty.
    """

    def __init__(self, path: Path) -> None:
        """Read ``path``; raises OSError when there is no such file."""
        raw = path.read_bytes()
        self.path = path
        self.source_hash = hashlib.sha256(raw).hexdigest()
        self.tree, self.problems = read_tree(raw, path)
        self._unreadable = {(problem.line, problem.column) for problem in self.problems}

    @property
    def top(self) -> Any:
        """The file's data; None when it could not be read."""
        return self.tree.data if self.tree else None

    def get(self, loc: Loc) -> Any:
        """The data at ``loc``, or None where there is none."""
        data = self.top
        for step in loc:
            held = isinstance(data, list) and isinstance(step, int) and step < len(data)
            if not held and not (isinstance(data, dict) and step in data):
                return None
            data = data[step]
        return data

    def mapping(self, loc: Loc) -> Mapping[str, Any]:
        """The mapping at ``loc``; empty where there is something else."""
        data = self.get(loc)
        return data if isinstance(data, dict) else {}

    def items(self, loc: Loc) -> list[Loc]:
        """The places of the items of the list at ``loc``; none where there is something else."""
        data = self.get(loc)
        return [(*loc, i) for i in range(len(data))] if isinstance(data, list) else []

    def mark(self, loc: Loc, *, key: bool = False) -> Mark:
        """Where the value (or the key) at ``loc`` stands; if there is none, what is around it.

        An empty value is where its key is: editors have nothing else to show.
        """
        if self.tree is None:
            return Mark(1, 1)
        if key and loc in self.tree.keys:
            return self.tree.keys[loc]
        if loc in self.tree.keys and self.get(loc) is None and not self.tree.values[loc].text:
            return replace(self.tree.keys[loc], text="")
        while loc and loc not in self.tree.values:
            loc = loc[:-1]
        return self.tree.values.get(loc, Mark(1, 1))

    def position(self, loc: Loc) -> Position:
        """Where the value at ``loc`` stands, for messages of later stages."""
        mark = self.mark(loc)
        return Position(self.path, mark.line, mark.column, where(loc))

    def find(self, loc: Loc, text: str) -> Loc:
        """The place of the first value below ``loc`` that is ``text``, or ``loc`` itself."""
        data = self.get(loc)
        steps: list[Loc] = [(*loc, k) for k in data] if isinstance(data, dict) else self.items(loc)
        for step in steps:
            if self.get(step) == text:
                return step
            found = self.find(step, text)
            if found != step:
                return found
        return loc

    def complain(
        self, loc: Loc, message: str, hint: str = "", *, at: Mark | None = None, key: bool = False
    ) -> None:
        """Note a problem at ``loc``, once: at its key with ``key``, exactly ``at`` when given."""
        mark = at or self.mark(loc, key=key)
        problem = Problem(self.path, mark.line, mark.column, where(loc), message, mark.text, hint)
        # What could not be read as YAML is no text or number either: one problem is enough.
        unreadable = at is None and (mark.line, mark.column) in self._unreadable
        if not unreadable and problem not in self.problems:
            self.problems.append(problem)

    def validate(
        self, model: type[Model], loc: Loc, *, data: Any = None, context: Any = None
    ) -> Model | None:
        """The value at ``loc`` (or ``data`` in its place) as a ``model``; else None, and problems."""
        try:
            return model.model_validate(self.get(loc) if data is None else data, context=context)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._explain(model, loc, details)
            return None

    def _explain(self, model: type[BaseModel], loc: Loc, details: Mapping[str, Any]) -> None:
        """Turn one of pydantic's errors into a problem at its place."""
        steps = list(details["loc"])
        on_key = details["type"] == "extra_forbidden"
        missing = steps.pop() if details["type"] == "missing" else None
        for step in steps:
            # Unions and wrappers add steps of their own, which stand nowhere in the file.
            if self.tree is not None and (*loc, step) in self.tree.values:
                loc = (*loc, step)
        message, hint = explain(model, details)
        if missing is not None:
            # The text of the surrounding mapping would not help: the key is not in it.
            mark = self.mark(loc)
            self.complain((*loc, missing), message, hint, at=Mark(mark.line, mark.column))
        else:
            self.complain(loc, message, hint, key=on_key)
