"""An exercise with a hole in it is found out, and a whole one is not."""

import io
import json

import pytest
from rich.console import Console

from grader.audit import run
from grader.audit.show import show
from grader.cli.course import open_course
from grader.cli.main import main
from grader.expected.source import FromReference
from tests.audit.courses import NO_DEFAULTS, ONES, SOLUTION, write_course, write_zoo


@pytest.fixture
def audit(sandbox):
    """Audit a course's one exercise; what was found, and what is printed of it, in one line."""

    def audited(root, **options):
        opened = open_course(root)
        chosen = {"quick": False, "jobs": 2, "tell": lambda said: None} | options
        (found,) = run.audit(opened, sandbox, FromReference(opened.seed), **chosen)
        console = Console(file=io.StringIO(), width=100)
        show(found, console)
        return found, " ".join(console.file.getvalue().split())

    return audited


@pytest.fixture
def command(capsys):
    """The exit status of ``grade audit``, and what it printed, in one line."""

    def called(root, *options):
        with pytest.raises(SystemExit) as ended:
            main(["audit", "--course", str(root), *options])
        captured = capsys.readouterr()
        return ended.value.code, " ".join(captured.out.split()), captured.err

    return called


def having(found, fate):
    return [(m.line, m.was, m.became) for m in found.mutants if m.fate == fate]


def test_a_whole_exercise_passes(audit, tmp_path):
    found, said = audit(write_course(tmp_path / "course"))
    assert found.ok, said
    assert having(found, "survived") == []
    assert (6, "x * w + shift + 0 * x", "(x * w + shift)") in having(found, "equivalent")
    assert len(having(found, "killed")) > 10
    assert "not attempted" in said
    assert "full marks" in said


def test_an_upstream_of_ones_is_a_hole(audit, tmp_path):
    found, said = audit(write_course(tmp_path / "course", dout=ONES))
    assert not found.ok
    assert (12, "dout * cache", "cache") in having(found, "survived")
    assert "reference/solutions/product.py:12: survived: dout * cache → cache (a factor is missing)" in said
    assert "would be caught by part main, as case 'plain' but with dout 0.001 times as large" in said


def test_a_default_that_no_case_leaves_to_the_function_is_a_hole(audit, tmp_path):
    found, said = audit(write_course(tmp_path / "course", defaults=NO_DEFAULTS))
    assert not found.ok
    assert {(4, "0.5", "1.0"), (4, "0.5", "2.0")} <= set(having(found, "survived"))
    assert "forward called without shift" in said


def test_what_the_author_declares_free_is_listed_and_no_hole(audit, tmp_path):
    solution = SOLUTION.replace("dout * cache\n", "dout * cache  # free: the upstream is always 1 here\n")
    found, said = audit(write_course(tmp_path / "course", dout=ONES, solution=solution))
    assert (12, "dout * cache", "cache") in having(found, "free")
    assert found.ok
    assert "the upstream is always 1 here" in said


def test_a_solution_that_loses_marks(audit, tmp_path):
    found, said = audit(write_course(tmp_path / "course", solution=SOLUTION.replace("dout * cache", "dout")))
    assert not found.ok
    assert found.mutants == ()
    assert "loses gradient" in said


def test_no_solution(audit, tmp_path):
    found, said = audit(write_course(tmp_path / "course", solution=None))
    assert not found.ok
    assert "no reference/solutions/product.py" in said


def test_misconceptions_that_come_to_the_same_are_paired(audit, tmp_path):
    found, _ = audit(write_course(tmp_path / "course"))
    assert [(c.first, c.second) for c in found.confusions] == [("forgot_weight", "another_name_for_it")]


def test_a_misconception_that_no_case_shows(audit, tmp_path):
    found, said = audit(write_course(tmp_path / "course", dout=ONES))
    assert ("forgot_upstream", "the right answer") in [(c.first, c.second) for c in found.confusions]
    assert "no case tells it from the right answer" in said


class TestZoo:
    ROWS = """\
- {file: right.py, kind: right, style: the usual}
- {file: faulty.py, kind: faulty, mistake: no weight, loses: [gradient], keeps: [out], cause: missing_factor, line: 12}
"""

    def test_each_entry_as_expected(self, audit, tmp_path):
        root = write_course(tmp_path / "course")
        faulty = SOLUTION.replace("dout * cache", "dout")
        write_zoo(root / "exercises" / "product" / "zoo", self.ROWS, right=SOLUTION, faulty=faulty)
        found, said = audit(root)
        assert found.ok, said
        assert "1 of 1 right ones kept full marks, 1 of 1 faulty ones lost some" in said

    def test_a_wrong_verdict_is_told(self, audit, tmp_path):
        root = write_course(tmp_path / "course")
        write_zoo(root / "tests" / "zoo" / "product", self.ROWS, right=SOLUTION, faulty=SOLUTION)
        found, said = audit(root)
        assert not found.ok
        assert "faulty.py: keeps full marks, though: no weight" in said

    def test_a_mistyped_key_has_its_place(self, command, tmp_path):
        root = write_course(tmp_path / "course")
        write_zoo(root / "tests" / "zoo" / "product", self.ROWS.replace("keeps", "kepes"), right=SOLUTION, faulty="")
        status, _, error = command(root)
        assert status == 2
        assert "zoo.yaml:2:" in error
        assert "keeps" in error


def test_quick_grades_a_sample(audit, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "QUICK_MUTANTS", 5)
    found, said = audit(write_course(tmp_path / "course"), quick=True)
    assert len(found.mutants) == 5
    assert f"5 (a sample of {found.possible})" in said


class TestCommand:
    def test_a_hole_is_exit_status_1_and_in_the_record(self, command, tmp_path):
        record = tmp_path / "out" / "audit.json"
        status, said, _ = command(write_course(tmp_path / "course", dout=ONES), "--json", str(record))
        assert status == 1
        assert "survived: dout * cache → cache" in said
        content = json.loads(record.read_text(encoding="utf-8"))
        assert content["ok"] is False
        (exercise,) = content["exercises"]
        assert "survived" in {mutant["fate"] for mutant in exercise["mutants"]}

    def test_none_is_exit_status_0(self, command, tmp_path):
        status, said, _ = command(write_course(tmp_path / "course"))
        assert status == 0, said

    def test_an_unknown_exercise(self, command, tmp_path):
        status, _, error = command(write_course(tmp_path / "course"), "prodcut")
        assert status == 2
        assert "product" in error


class TestReference:
    """What only a failed check needs is tried, too: students' mistakes should not be the first to try it."""

    def changed(self, root, name, old, new):
        path = root / "reference" / name
        text = path.read_text(encoding="utf-8")
        assert old in text or not old
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
        return root

    def test_a_table_that_fails(self, audit, tmp_path):
        root = self.changed(write_course(tmp_path / "course"), "product.py", "", "\n\ndef factors(x):\n    return {'x': y}\n")
        found, said = audit(root)
        assert not found.ok
        assert "factors fails: NameError: name 'y' is not defined (case 'plain')" in said

    def test_terms_that_do_not_add_up(self, audit, tmp_path):
        terms = "\n\ndef terms(w, dout):\n    return {'dx': {'one': dout * w, 'two': w}}\n"
        found, said = audit(self.changed(write_course(tmp_path / "course"), "product.py", "", terms))
        assert not found.ok
        assert "terms of dx do not add up to it: they are off by" in said

    def test_a_misconception_that_fails(self, audit, tmp_path):
        root = write_course(tmp_path / "course")
        found, said = audit(self.changed(root, "misconceptions/product.py", '"dx": w', '"dx": v'))
        assert not found.ok
        assert "the misconception forgot_upstream fails: NameError: name 'v' is not defined" in said
