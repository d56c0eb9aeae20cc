"""Whatever is handed in, or typed, gets one sentence and costs nobody else anything."""

import json
import os
from pathlib import Path

import pytest

from grader.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
ALICE = ROOT / "submissions" / "alice"

GOOD = (ALICE / "batch_norm_backward.py").read_text()
FORWARD = GOOD[: GOOD.index("def batch_norm_backward")]
BACKWARD = GOOD[GOOD.index("def batch_norm_backward") :]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as exit_:
        main(["submission", *arguments])
    printed = capsys.readouterr()
    return int(exit_.value.code or 0), printed.out, printed.err


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("at_root")
class TestWhatIsTyped:
    def test_a_path_that_does_not_exist_suggests_similar_names(self, capsys):
        status, _, error = run(capsys, "submissions/alise")
        assert status == 2
        assert "submissions/alice" in error
        assert len(error.strip().splitlines()) == 1

    def test_an_empty_folder(self, capsys, tmp_path):
        status, _, error = run(capsys, str(tmp_path))
        assert status == 2
        assert "empty" in error

    def test_a_file_instead_of_a_folder(self, capsys):
        status, _, error = run(capsys, "submissions/alice/my_relu.py")
        assert status == 2
        assert "grade submissions/alice" in error

    def test_an_unknown_exercise(self, capsys):
        status, _, error = run(capsys, "submissions/alice", "--exercise", "my_rely")
        assert status == 2
        assert "my_relu" in error


def test_no_course_says_where_it_looked(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, _, error = run(capsys, str(ALICE))
    assert status == 2
    assert str(tmp_path) in error
    assert "--course" in error


@pytest.fixture
def graded(tmp_path, capsys):
    """Grade a folder with one odd batch norm beside a good one of another student's exercise; the odd one's record."""

    def grade(content: bytes | str | None, name: str = "batch_norm_backward.py", *, options: tuple[str, ...] = ()):
        folder = tmp_path / "student"
        folder.mkdir(exist_ok=True)
        if content is not None:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        out = tmp_path / "out"
        status, _, error = run(
            capsys, str(folder), "--course", str(ROOT), "--exercise", "batch_norm_backward", "--out", str(out), *options
        )
        assert "Traceback" not in error
        assert status == 0
        record = json.loads((out / "student" / "results.json").read_text())
        page = (out / "student" / "index.html").read_text()
        assert "site-packages" not in page
        assert "grader/" not in page.replace("grader/docs", "")
        return record["exercises"][0]

    return grade


class TestTheFile:
    def test_missing_names_a_similar_one(self, graded):
        exercise = graded(GOOD, "batchnorm_backward.py")
        assert exercise["status"] == "missing"
        assert "batchnorm_backward.py" in exercise["message"]

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), id="BOM"),
            pytest.param(GOOD.replace("\n", "\r\n").encode(), id="CRLF"),
            pytest.param(GOOD.replace("    ", "\t").encode(), id="tabs"),
            pytest.param(b"# caf\xe9\n" + GOOD.encode(), id="not UTF-8"),
            pytest.param(("# -*- coding: latin-1 -*-\n# caf\xe9\n" + GOOD.encode("ascii", "ignore").decode()).encode("latin-1"), id="latin-1 declared"),
        ],
    )
    def test_odd_but_right_encodings_earn_full_marks(self, graded, content):
        exercise = graded(content)
        assert exercise["score"] == exercise["max_score"]

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            pytest.param(GOOD.encode() + b"\0", "null", id="null bytes"),
            pytest.param(b"#" * (50 << 20), "50 MB", id="50 MB"),
            pytest.param("def batch_norm_forward(x:\n", "line 1", id="syntax error"),
            pytest.param("import nonexistent_library\n" + GOOD, "nonexistent_library", id="import error"),
            pytest.param("raise SystemExit(3)\n" + GOOD, "ended the program", id="sys.exit at import"),
            pytest.param("import os; os._exit(0)\n" + GOOD, "ended the program", id="os._exit at import"),
        ],
    )
    def test_unreadable_files_say_why(self, graded, content, says):
        exercise = graded(content)
        assert exercise["status"] == "import_error"
        assert exercise["score"] == 0
        assert says in exercise["message"]

    def test_a_link_out_of_the_folder_is_not_followed(self, graded, tmp_path):
        (tmp_path / "student").mkdir()
        os.symlink(ALICE / "batch_norm_backward.py", tmp_path / "student" / "batch_norm_backward.py")
        exercise = graded(None)
        assert exercise["score"] == 0
        assert "link" in exercise["message"]

    def test_a_module_that_draws_trains_and_prints_at_import(self, graded):
        extra = (
            "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('x'); plt.show(); plt.savefig('x.png')\n"
            "w = np.zeros(3)\nfor _ in range(1000):\n    w = w + 0.1\nprint('loss', w)\n"
        )
        exercise = graded(GOOD + "\n\n" + extra)
        assert exercise["score"] == exercise["max_score"]

    def test_a_demo_that_fails_at_the_end_costs_nothing(self, graded):
        exercise = graded(GOOD + "\n\nprint(undefined_name)\n")
        assert exercise["score"] == exercise["max_score"]
        assert any("undefined_name" in finding["message"] for finding in exercise["findings"])


BODIES = {
    "sys.exit": ("import sys; sys.exit(1)", "error", "ended the program"),
    "os._exit": ("import os; os._exit(1)", "error", "ended the program"),
    "input": ("input('gamma? ')", "error", "input"),
    "endless loop": ("while True: pass", "timeout", "stopped after"),
    "endless recursion": ("return batch_norm_backward(dout, cache)", "error", "RecursionError"),
    "100 GB": ("return np.ones((100_000, 125_000))", "memory", "memory"),
    "segmentation fault": ("return np.lib.stride_tricks.as_strided(dout, (9,), (1 << 44,)).sum()", "error", "crashed"),
    "output flood": ("\n    for _ in range(200_000): print('x' * 100)\n    return None", "failed", "None"),
    "exception": ("raise ValueError('no idea')", "error", "no idea"),
    "None": ("return None", "failed", "None"),
    "wrong count": ("return dout, dout", "failed", "3 values (dx, dgamma, dbeta)"),
    "ragged": ("return [[1.0], [1.0, 2.0]], dout[0], dout[0]", "failed", "ragged"),
    "object array": ("return np.array([None] * 40).reshape(8, 5), dout[0], dout[0]", "failed", "object"),
    "complex": ("return dout + 1j, dout[0], dout[0]", "failed", "complex"),
    "strings": ("return 'dx', 'dgamma', 'dbeta'", "failed", "a string"),
    "generator": ("return (x for x in range(3)), dout[0], dout[0]", "failed", "generator"),
    "huge": ("return np.broadcast_to(1.0, (1000, 1000, 1000)), dout[0], dout[0]", "failed", ""),
    "nan": ("return dout * np.nan, dout[0], dout[0]", "failed", "NaN"),
}


@pytest.mark.parametrize("name", BODIES)
def test_bad_calls_get_their_verdict_and_spare_the_forward(graded, name):
    body, verdict, says = BODIES[name]
    exercise = graded(f"{FORWARD}\n\ndef batch_norm_backward(dout, cache):\n    {body}\n")
    checks = {check["id"]: check for check in exercise["checks"]}
    assert checks["forward_value"]["verdict"] == "passed"
    assert checks["gradient_x"]["verdict"] == verdict, checks["gradient_x"]["message"]
    assert says in checks["gradient_x"]["message"]
    assert checks["gradient_x"]["score"] == 0


def test_an_untouched_starter_file_is_not_attempted(graded, course):
    from grader.stub.starter import starter_source

    exercise = next(e for e in course.exercises if e.id == "batch_norm_backward")
    result = graded(starter_source(exercise))
    assert result["status"] == "not_attempted"
    assert result["score"] == 0


def test_json_prints_the_record_and_nothing_else(capsys, tmp_path):
    _, out, _ = run(capsys, str(ALICE), "--course", str(ROOT), "--exercise", "my_relu", "--out", str(tmp_path), "--json")
    assert json.loads(out)["submission"] == "alice"


def test_two_runs_differ_in_times_only(capsys, tmp_path):
    records = []
    for _ in range(2):
        run(capsys, str(ALICE), "--course", str(ROOT), "--exercise", "batch_norm_backward", "--out", str(tmp_path))
        record = json.loads((tmp_path / "alice" / "results.json").read_text())
        record.pop("times")
        records.append(json.dumps(record))
    assert records[0] == records[1]
