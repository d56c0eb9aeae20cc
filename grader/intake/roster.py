"""The roster: a CSV with a line for each student, as learning platforms export it or as an instructor types it."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.errors import UsageError
from grader.intake.keys import distinct, fit, letters
from grader.intake.submission import Handful
from grader.store.times import parse

_KEY = ("key", "folder", "submission")
_NAME = ("name", "student", "full name", "student name")
_FIRST, _LAST = ("first name", "given name", "firstname"), ("last name", "surname", "family name", "lastname")
_EMAIL = ("email", "email address", "e-mail", "mail", "e-mail address")
_LOGIN = ("login", "username", "sis login id", "login id", "user")
_NUMBER = ("sis user id", "id number", "student id", "sid", "student number", "matriculation number", "number")
_PLATFORM = ("id", "user id", "canvas id", "identifier")
_TIME = ("submitted", "submission time", "last modified (submission)")
_SECTION = ("section", "group", "groups")


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the roster."""

    key: str
    """What the gradebook calls them: the roster's own key, else login, else email, number or name."""
    name: str
    email: str
    ids: Mapping[str, str] = field(default_factory=dict)
    """The identifying columns under their names in lower case, the section among them."""
    submitted: datetime | None = None


class Roster:
    """Who is in the class, and which submission is whose."""

    def __init__(self, people: Iterable[Person]) -> None:
        """``people`` with distinct keys."""
        self.people = tuple(people)
        self._by_id: dict[str, list[Person]] = {}
        self._by_name: dict[str, list[Person]] = {}
        for person in self.people:
            for id in {person.key, person.email, *(value for kind, value in person.ids.items() if kind not in _SECTION)} - {""}:
                self._by_id.setdefault(id.casefold(), []).append(person)
            for name in {letters(person.name), letters(person.name).replace(" ", "")} - {""}:
                self._by_name.setdefault(name, []).append(person)

    def whose(self, handful: Handful) -> Person | None:
        """Who handed this in: by email, identifier, or folder's name, else by a name that only one person has."""
        canvas = handful.ids.get("canvas")
        if canvas and (person := self._with(_PLATFORM, canvas)):
            return person
        moodle = handful.ids.get("moodle")
        if moodle and (person := self._with(("identifier",), f"Participant {moodle}")):
            return person
        for id in (handful.email, handful.ids.get("sid", ""), handful.own_key):
            if id and (person := _only(self._by_id.get(id.casefold(), []))):
                return person
        name = handful.name or handful.own_key.rpartition("_")[0] or handful.own_key
        return _only(self._by_name.get(letters(name), [])) or self._run_together(name)

    def _with(self, kinds: Iterable[str], value: str) -> Person | None:
        return _only([person for person in self.people if any(person.ids.get(kind) == value for kind in kinds)])

    def _run_together(self, name: str) -> Person | None:
        """The person whose name Canvas writes as one word, last name first."""
        plain = letters(name).replace(" ", "")
        fits = [p for p in self.people if plain and plain in {"".join(order) for order in _orders(p.name)}]
        return _only(fits)


def _orders(name: str) -> list[tuple[str, ...]]:
    """The words of a name, as written and with the last name first."""
    last, comma, first = name.partition(",")
    words = [letters(word) for word in (f"{last} {first}" if comma else name).split()]
    return [tuple(words), (*words[-1:], *words[:-1])]


def _only(people: list[Person]) -> Person | None:
    return people[0] if len(people) == 1 else None


def read_roster(path: Path) -> Roster:
    """The roster in the CSV file at ``path``; UsageError when it is none, or two lines name the same key."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The roster {path} cannot be read: {error.strerror}.") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [(name or "").strip().casefold() for name in rows.fieldnames or ()]
    if not set(header).intersection((*_KEY, *_NAME, *_LAST, *_EMAIL, *_LOGIN, *_NUMBER)):
        raise UsageError(f"The roster {path} needs a first line that names its columns, like: name,id,email")
    taken: set[str] = set()
    people = []
    for row in rows:
        plain = {(name or "").strip().casefold(): (value or "").strip() for name, value in row.items() if isinstance(value, str)}
        person = _person(plain)
        if person is not None:
            key = distinct(person.key, taken)
            if key != person.key and _first(plain, _KEY):
                raise UsageError(f"The roster {path} has two lines for {person.key}.")
            taken.add(key.casefold())
            people.append(Person(key, person.name, person.email, person.ids, person.submitted))
    return Roster(people)


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _person(row: Mapping[str, str]) -> Person | None:
    """The person of a row; None for an empty one and for Canvas's row of possible points."""
    name = _first(row, _NAME) or f"{_first(row, _FIRST)} {_first(row, _LAST)}".strip()
    email, login = _first(row, _EMAIL), _first(row, _LOGIN)
    email = email or (login if "@" in login else "")
    ids = {kind: row[kind] for kind in (*_LOGIN, *_NUMBER, *_PLATFORM, *_SECTION) if row.get(kind)}
    if name.casefold() == "points possible" or not (name or email or ids):
        return None
    chosen = (_first(row, _KEY), login.partition("@")[0], email.partition("@")[0], _first(row, _NUMBER), name)
    key = next((each for each in chosen if each), next(iter(ids.values()), ""))
    time = _first(row, _TIME)
    return Person(fit(key), name, email, ids, parse(time) if time else None)


def _first(row: Mapping[str, str], names: Iterable[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")
