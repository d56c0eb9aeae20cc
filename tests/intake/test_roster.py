"""Rosters as platforms export them and as people type them."""

from datetime import datetime
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.intake.roster import Roster, read_roster
from grader.intake.submission import Handful


def roster(tmp_path: Path, text: str | bytes) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(path)


def test_canvas_gradebook(tmp_path: Path) -> None:
    people = roster(
        tmp_path,
        "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Homework 1 (77)\n"
        "    Points Possible,,,,,100\n"
        '"Lovelace, Ada",1234,S01,ada@example.org,Lab A,\n'
        '"Hopper, Grace",22,S02,ghopper,Lab B,\n',
    ).people
    assert [person.key for person in people] == ["ada", "ghopper"]
    assert people[0].email == "ada@example.org"
    assert people[0].ids == {"sis login id": "ada@example.org", "sis user id": "S01", "id": "1234", "section": "Lab A"}


def test_moodle_grading_worksheet(tmp_path: Path) -> None:
    (person,) = roster(
        tmp_path,
        "Identifier,Full name,ID number,Email address,Status,Grade,Last modified (submission)\n"
        'Participant 77,Zoë Öz,m-9,zoe@example.org,Submitted,-,"Friday, 3 October 2025, 11:59 PM"\n',
    ).people
    assert (person.key, person.name, person.submitted) == ("zoe", "Zoë Öz", datetime(2025, 10, 3, 23, 59))


def test_semicolons_and_latin_1(tmp_path: Path) -> None:
    (person,) = roster(tmp_path, "Nachname;Last name;First name;Number\n;Müller;Jörg;17\n".encode("latin-1")).people
    assert (person.key, person.name) == ("17", "Jörg Müller")


def test_a_key_of_ones_own(tmp_path: Path) -> None:
    assert roster(tmp_path, "key,name,email\nada-1,Ada,ada@example.org\n\n,,\n").people[0].key == "ada-1"
    with pytest.raises(UsageError, match="two lines for ada"):
        roster(tmp_path, "key,name\nada,Ada\nada,Other\n")


def test_two_of_one_name_get_two_keys(tmp_path: Path) -> None:
    people = roster(tmp_path, "name\nAda King\nAda King\n")
    assert [person.key for person in people.people] == ["Ada King", "Ada King-2"]
    assert people.whose(Handful("kingada_5", ids={"canvas": "5"})) is None


def test_what_is_no_roster(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a first line that names its columns"):
        roster(tmp_path, "ada,17\nbob,18\n")
    with pytest.raises(UsageError, match="cannot be read"):
        read_roster(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    "handful",
    [
        Handful("whatever", email="ADA@example.org"),
        Handful("whatever", ids={"sid": "S01"}),
        Handful("whatever_1234", ids={"canvas": "1234"}),
        Handful("Participant_5", ids={"moodle": "5"}),
        Handful("AL1"),
        Handful("s01"),
        Handful("kingada_999", ids={"canvas": "999"}),
        Handful("adaking_999", ids={"canvas": "999"}),
        Handful("Ada King_8", name="Ada King", ids={"moodle": "8"}),
        Handful("Àda King"),
    ],
)
def test_whose_it_is(tmp_path: Path, handful: Handful) -> None:
    people = roster(
        tmp_path,
        "name,login,email,sis user id,ID,identifier\n"
        '"King, Ada",al1,ada@example.org,S01,1234,Participant 5\n"Zuse, Konrad",kz,,S02,55,Participant 6\n',
    )
    person = people.whose(handful)
    assert person is not None
    assert person.key == "al1"


def test_numbers_of_one_kind_are_not_taken_for_another(tmp_path: Path) -> None:
    people = roster(tmp_path, "name,student id,ID\nAda,55,1\nBob,56,55\n")
    person = people.whose(Handful("zzz_55", ids={"canvas": "55"}))
    assert person is not None
    assert person.name == "Bob"
    assert people.whose(Handful("zzz_56", ids={"canvas": "56"})) is None
