"""Gradescope's export: ``submission_1234/`` folders, and ``submission_metadata.yml`` that says whose they are, and of when."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import yaml

from grader.errors import UsageError
from grader.intake.keys import fit
from grader.intake.submission import Handful, Wanted
from grader.store.times import parse

METADATA = "submission_metadata.yml"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The export of a large class is long, and the C loader much faster. It reads every scalar as text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


def _plain(loader: Any, node: yaml.Node) -> Any:
    """What stands under a tag of Ruby's, without the tag."""
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else node.value


_Loader.add_constructor(None, _plain)


def find(root: Path, wanted: Wanted) -> list[Handful] | None:
    """The students of an export in ``root``, each member of a group alike; None when there is no metadata."""
    if not (root / METADATA).is_file():
        return None
    try:
        entries = yaml.load((root / METADATA).read_text(encoding="utf-8", errors="replace"), _Loader)
    except yaml.YAMLError as error:
        raise UsageError(f"{root / METADATA} cannot be read: {str(error).splitlines()[0]}.") from error
    if not isinstance(entries, dict):
        raise UsageError(f"{root / METADATA} does not list any submissions.")
    found = []
    for name, entry in entries.items():
        # The name becomes a path, and the file may have been made by anyone.
        folder = root / fit(str(name))
        if isinstance(entry, dict) and folder.name == name and folder.is_dir():
            found += [_handful(folder, entry, person) for person in _people(entry)]
    return found


def _people(entry: dict[str, Any]) -> list[dict[str, Any]]:
    people = _get(entry, "submitters")
    known: list[dict[str, Any]] = [each for each in people if isinstance(each, dict)] if isinstance(people, list) else []
    return known or [{}]


def _handful(folder: Path, entry: dict[str, Any], person: dict[str, Any]) -> Handful:
    name, email, sid = (str(_get(person, key) or "") for key in ("name", "email", "sid"))
    number = folder.name.removeprefix("submission_")
    own_key = email.partition("@")[0] or sid or name or folder.name
    return Handful(
        own_key=fit(own_key),
        folder=folder,
        name=name,
        email=email,
        ids={"gradescope": number, **({"sid": sid} if sid else {})},
        submitted=_time(_get(entry, "created_at")),
    )


def _get(entry: dict[str, Any], key: str) -> Any:
    """The export is written by a Ruby program, whose keys begin with a colon."""
    return entry.get(f":{key}", entry.get(key))


def _time(value: object) -> datetime | None:
    time = parse(str(value)) if value else None
    return time.replace(tzinfo=UTC) if time is not None and time.tzinfo is None else time
