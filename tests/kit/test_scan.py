"""A leak of each sort is planted, and found; a kit without one is let through."""

import json
import marshal
import py_compile
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.cli.course import open_course
from grader.expected.source import FromReference
from grader.kit.release import kit_files, release
from grader.kit.scan import LeakError, Scanner, scan_kit
from grader.kit.secrets import is_distinctive, secrets_of
from grader.model.exercise import Course
from tests.kit.forms import FORMS, saved
from tests.kits import ROOT, small_course

EXERCISE = "batch_norm_backward"
REFERENCE = ROOT / "reference" / f"{EXERCISE}.py"


@pytest.fixture(scope="module")
def expected(course: Course, expectations: FromReference):
    return {exercise.id: expectations.of(exercise) for exercise in course.exercises}


@pytest.fixture(scope="module")
def secrets(course, expected):
    return secrets_of(course, expected)


@pytest.fixture(scope="module")
def files(course, expected):
    return kit_files(course, expected)


@pytest.fixture
def on_disk(made, tmp_path):
    """The kit's folder and archive, to plant something in."""
    shutil.copytree(made.folder, tmp_path / "kit")
    shutil.copy(made.archive, tmp_path / "kit.zip")
    return tmp_path / "kit", tmp_path / "kit.zip"


@pytest.fixture(scope="module")
def hidden(expected):
    """One hidden input and one hidden expected value, as arrays."""
    expectation = expected[EXERCISE]["main", "wide"]
    return expectation.inputs["x"].data, expectation.values["dx"]


@pytest.fixture(scope="module")
def scanner(secrets):
    """One for all tests: it knows a file again that it has scanned."""
    return Scanner(secrets)


def found(files, on_disk, scanner) -> list[str]:
    return [str(leak) for leak in scan_kit(scanner, files, *on_disk)]


def test_nothing_is_found_in_the_kit_as_it_is(files, on_disk, scanner):
    assert found(files, on_disk, scanner) == []


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("place", [f"{EXERCISE}.py", "README.md", f"exercises/{EXERCISE}/statement.md", f"exercises/{EXERCISE}/expected.json"])
@pytest.mark.parametrize("write", ["{:.17g}", "{:.10g}", "{:.12e}", "<mn>{:.9f}</mn>"])
def test_a_hidden_input_as_text(place, write, files, on_disk, scanner, hidden):
    add(on_disk[0] / place, f"\n# {write.format(abs(hidden[0][0, 0]))}\n")
    (leak,) = found(files, on_disk, scanner)
    assert place in leak
    assert "a hidden input x of batch_norm_backward, case 'wide'" in leak


def test_a_hidden_expected_value_as_text(files, on_disk, scanner, hidden):
    add(on_disk[0] / "exercises" / EXERCISE / "expected.json", json.dumps(hidden[1].tolist()))
    leaks = found(files, on_disk, scanner)
    assert len(leaks) == hidden[1].size
    assert all("a hidden expected value dx of batch_norm_backward, case 'wide'" in leak for leak in leaks)


def test_two_short_numbers_are_no_coincidence_and_one_is(secrets, hidden):
    one, two = (f"{abs(v):.6g}" for v in hidden[0].ravel()[:2])
    assert list(Scanner(secrets).scan("text", f"x = {one}".encode())) == []
    assert len(list(Scanner(secrets).scan("text", f"x = {one}, {two}".encode()))) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_hidden_input_in_other_forms(form, secrets, hidden):
    leaks = [str(leak) for leak in Scanner(secrets).scan("file", FORMS[form](hidden[0]))]
    assert any("hidden input x of batch_norm_backward, case 'wide'" in leak for leak in leaks)


@pytest.mark.parametrize("text", ["seed: {}", '"seed":{}', "{:x}", "0x{:X}", "{:_}"])
def test_the_seed(text, files, on_disk, scanner, course):
    if text == "{:x}":
        text = "0x{:x}"
    add(on_disk[0] / "course.yaml", "# " + text.format(course.seed))
    (leak,) = found(files, on_disk, scanner)
    assert leak == f"course.yaml: {course.seed}, the course's seed"


def test_the_seed_within_another_number_is_another_number(secrets, course):
    assert list(Scanner(secrets).scan("text", f"1{course.seed} {course.seed}9".encode())) == []


@pytest.mark.parametrize("kind", [marshal.dumps, lambda seed: saved(np.save, np.array([seed]))])
def test_the_seed_as_bytes(kind, secrets, course):
    leaks = [str(leak) for leak in Scanner(secrets).scan("file", kind(course.seed))]
    assert any("the course's seed" in leak for leak in leaks)


def body() -> str:
    source = REFERENCE.read_text(encoding="utf-8")
    return source[source.index("def batch_norm_backward") : source.index("def paths_to_x")]


@pytest.mark.parametrize(
    "write",
    [
        lambda code: f'\n\ndef f():\n    """Like this:\n\n{code}\n    """\n',
        lambda code: code.replace("    ", "\t").replace(" = ", "="),
        lambda code: json.dumps(code),
        lambda code: code.replace("*", "&#42;").replace("'", "&quot;"),
        lambda code: "\n".join(f"    {line}" for line in code.splitlines()),
    ],
)
def test_reference_source(write, files, on_disk, scanner):
    add(on_disk[0] / f"{EXERCISE}.py", write(body()))
    leaks = found(files, on_disk, scanner)
    assert any("reference source (batch_norm_backward.py: dx = sum(" in leak for leak in leaks)


@pytest.mark.parametrize("kind", ["solutions", "misconceptions"])
def test_what_lies_beside_the_references(kind, files, on_disk, scanner):
    source = (ROOT / "reference" / kind / f"{EXERCISE}.py").read_text(encoding="utf-8")
    add(on_disk[0] / "README.md", f"\n```python\n{source}\n```\n")
    assert any(f"reference source ({kind}/{EXERCISE}.py: " in leak for leak in found(files, on_disk, scanner))


def test_reference_docstrings(files, on_disk, scanner):
    add(on_disk[0] / "README.md", REFERENCE.read_text(encoding="utf-8").split('"""')[1])
    assert any("reference source" in leak for leak in found(files, on_disk, scanner))


def test_a_compiled_reference(files, on_disk, scanner):
    target = on_disk[0] / "exercises" / "__pycache__" / "helpers.cpython-311.pyc"
    target.parent.mkdir()
    stripped = on_disk[0].parent / "helpers.py"
    stripped.write_text(body() + "\n\ndef paths_to_x(dxhat, xhat, std):" + _paths(), encoding="utf-8")
    py_compile.compile(str(stripped), cfile=str(target), doraise=True)
    leaks = found(files, on_disk, scanner)
    assert any("compiled Python, which does not belong in a kit" in leak for leak in leaks)
    assert any("reference source (batch_norm_backward.py: paths_to_x, compiled)" in leak for leak in leaks)


def _paths() -> str:
    source = REFERENCE.read_text(encoding="utf-8")
    _, _, rest = source.partition("def paths_to_x(dxhat, xhat, std):")
    return rest[: rest.index("\n\n\n")]


def test_a_file_that_was_not_put_there(files, on_disk, scanner):
    (on_disk[0] / "notes.txt").write_text("nothing of interest")
    (leak,) = found(files, on_disk, scanner)
    assert leak == "notes.txt: a file that does not belong in a kit"


def test_a_file_name(files, on_disk, scanner, course):
    (on_disk[0] / f"{course.seed}.txt").write_text("")
    assert any("the name of" in leak and "seed" in leak for leak in found(files, on_disk, scanner))


def rewritten(path: Path, change) -> None:
    """The archive written anew, with ``change`` called on it and on each entry before it is written."""
    with zipfile.ZipFile(path) as old:
        members = [(info, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w") as new:
        change(new, None)
        for info, content in members:
            change(new, info)
            new.writestr(info, content)


def test_the_archives_comment(files, on_disk, scanner, course):
    def change(archive, info):
        archive.comment = f"made with seed {course.seed}".encode()

    rewritten(on_disk[1], change)
    leaks = found(files, on_disk, scanner)
    assert "kit.zip: a comment in the archive's records" in leaks
    assert f"kit.zip, outside its files: {course.seed}, the course's seed" in leaks


def test_an_entrys_comment_and_extra_field(files, on_disk, scanner, hidden):
    def change(archive, info):
        if info is not None and info.filename.endswith("course.yaml"):
            info.comment = body().encode()
            data = hidden[0].tobytes()
            info.extra = b"\xfe\xca" + len(data).to_bytes(2, "little") + data

    rewritten(on_disk[1], change)
    leaks = found(files, on_disk, scanner)
    assert any("course.yaml: a comment or an extra field" in leak for leak in leaks)
    assert any("outside its files: reference source" in leak for leak in leaks)
    assert any("outside its files" in leak and "hidden input" in leak for leak in leaks)


def test_bytes_before_and_after_the_archive(files, on_disk, scanner, course):
    content = on_disk[1].read_bytes()
    on_disk[1].write_bytes(f"#!{course.seed}\n".encode() + content)
    assert any("the course's seed" in leak for leak in found(files, on_disk, scanner))


def test_a_member_that_is_in_the_archive_only(files, on_disk, scanner):
    with zipfile.ZipFile(on_disk[1], "a") as archive:
        archive.writestr("backpropagation/reference/batch_norm_backward.py", REFERENCE.read_text(encoding="utf-8"))
    leaks = found(files, on_disk, scanner)
    assert any("reference/batch_norm_backward.py: a file that does not belong" in leak for leak in leaks)
    assert any("reference source" in leak for leak in leaks)


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A course of one exercise, to plant something in."""
    return small_course(tmp_path / "course")


def test_a_kit_that_gives_something_away_is_not_made(tmp_path, spoilt, hidden):
    add(spoilt / "exercises" / EXERCISE / "statement.md", f"\nFor example x = {hidden[0][0, 0]!r}.\n")
    with pytest.raises(LeakError) as error:
        release(open_course(spoilt), tmp_path / "kit")
    assert "statement.md" in str(error.value)
    assert "statement.html" in str(error.value)
    assert not (tmp_path / "kit").exists()
    assert not (tmp_path / "kit.zip").exists()


def test_reference_code_in_a_stubs_docstring(tmp_path, spoilt):
    path = spoilt / "exercises" / EXERCISE / "exercise.yaml"
    doc = "      Return (out, cache): out is"
    assert doc in path.read_text(encoding="utf-8")
    code = "".join(f"      {line.strip()}\n" for line in body().splitlines() if line)
    path.write_text(path.read_text(encoding="utf-8").replace(doc, code + doc), encoding="utf-8")
    with pytest.raises(LeakError, match="reference source"):
        release(open_course(spoilt), tmp_path / "kit")


def test_the_command_fails(tmp_path, spoilt, hidden, capsys):
    from grader.cli.main import main

    add(spoilt / "exercises" / EXERCISE / "statement.md", f"\n{hidden[0][0, 0]!r}\n")
    with pytest.raises(SystemExit) as ended:
        main(["release", str(tmp_path / "kit"), "--course", str(spoilt)])
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The kit was not made: it would give away what students are not to see.\n  exercises/")
    assert "a hidden input x of batch_norm_backward, case 'wide'" in said.err
    assert not (tmp_path / "kit").exists()


@pytest.mark.parametrize(("number", "told"), [(0.5, False), (1e-5, False), (20260901.0, True), (0.123456, True), (-2.00000031, True), (1200000.0, False)])
def test_distinctive(number, told):
    assert is_distinctive(number) is told


def test_a_small_seed_is_not_looked_for(course, expected):
    assert secrets_of(replace(course, seed=42), expected).seed is None
