"""No right submission loses a mark and no wrong one keeps it, on every submission of the zoo."""

import pytest

from tests.zoo.harness import EXERCISES, complaint, confusion, course, entries, graded


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_submission_gets_what_it_deserves(exercise, capsys):
    rows = list(graded(course(), entries(exercise), explain=False))
    with capsys.disabled():
        print(f"\n  {exercise}: {confusion(rows)}")
    complaints = [f"{entry.file}: {text}" for entry, result in rows if (text := complaint(entry, result))]
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_zoo_is_large_enough_and_lists_every_file(exercise):
    from tests.zoo.harness import ZOO

    listed = entries(exercise)
    assert sum(entry.kind == "faulty" for entry in listed) >= 25
    assert sum(entry.kind == "right" for entry in listed) >= 15
    on_disk = {f"{path.parent.name}/{path.name}" for path in (ZOO / exercise).glob("*/*.py")}
    assert on_disk == {entry.file for entry in listed}
