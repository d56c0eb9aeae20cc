"""``grade show`` and ``grade doctor``."""

import pytest

from grader.cli.main import main
from grader.kit import doctor


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    captured = capsys.readouterr()
    return ended.value.code, captured.out + captured.err


def test_show(kit, capsys):
    status, text = run(capsys, "show", "my_relu", "--course", str(kit))
    assert status == 0
    assert "ReLU(x) = max(x, 0)" in text


def test_show_as_a_page(kit, capsys, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    status, text = run(capsys, "show", "my_relu", "--html", "--course", str(kit))
    assert status == 0
    assert text.strip() == str(kit / "exercises" / "my_relu" / "statement.html")
    assert opened == [(kit / "exercises" / "my_relu" / "statement.html").as_uri()]


def test_show_as_a_page_in_a_course(course, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _, text = run(capsys, "show", "my_relu", "--html", "--course", str(course.root))
    assert "<math" in (tmp_path / "grader" / "statements" / "my_relu.html").read_text(encoding="utf-8")
    assert text.strip().endswith("my_relu.html")


def test_show_what_is_not_there(kit, capsys):
    status, text = run(capsys, "show", "my_rleu", "--course", str(kit))
    assert status == 2
    assert "did you mean 'my_relu'?" in text


def test_a_healthy_system(kit, capsys, monkeypatch):
    monkeypatch.chdir(kit)
    status, text = run(capsys, "doctor")
    assert status == 0
    assert "a kit, Backpropagation" in text
    assert "worker, torch  answers" in text
    assert text.rstrip().endswith("All is well.")


def test_a_worker_that_does_not_answer(kit, capsys, monkeypatch):
    from grader.errors import GraderFault

    monkeypatch.chdir(kit)
    tests = {"_worker": None, "_confinement": None}

    def broken(*arguments):
        raise GraderFault("the worker process cannot be started: no such file\nmore")

    for name in tests:
        monkeypatch.setattr(doctor, name, broken)
    status, text = run(capsys, "doctor")
    assert status == 3
    assert "BAD plain worker" in text
    assert "cannot be started: no such file" in text
    assert "paste the lines above" in text


def test_a_missing_library(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "versions", lambda: {"torch": "absent"})
    monkeypatch.setattr(doctor, "_worker", lambda framework, isolation: doctor.Finding("worker", "answers", True))
    monkeypatch.setattr(doctor, "_confinement", lambda: doctor.Finding("confinement", "complete", True))
    status, text = run(capsys, "doctor")
    assert status == 3
    assert "BAD torch" in text


def test_a_doctor_who_falls_ill(monkeypatch):
    def broken():
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(doctor, "_course", broken)
    monkeypatch.setattr(doctor, "_worker", lambda framework, isolation: doctor.Finding("worker", "answers", True))
    monkeypatch.setattr(doctor, "_confinement", lambda: doctor.Finding("confinement", "complete", True))
    (said,) = (finding for finding in doctor.examine() if finding.topic == "course")
    assert (said.fact, said.good) == ("ZeroDivisionError: division by zero", False)


def test_elsewhere(monkeypatch):
    monkeypatch.setattr(doctor, "no_warm_worker", lambda: ", since warm workers are not to be had on Windows")
    monkeypatch.setattr(doctor, "_worker", lambda framework, isolation: doctor.Finding("plain worker", "answers", True))
    topics = {finding.topic: finding.fact for finding in doctor.examine()}
    assert "confinement" not in topics
    assert "Windows" in topics["warm worker"]


def test_show_lists_what_there_is(kit, capsys):
    status, text = run(capsys, "show", "--course", str(kit))
    assert status == 0
    assert "grade show my_relu                  A ReLU of your own\n" in text
