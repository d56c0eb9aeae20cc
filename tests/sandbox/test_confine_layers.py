"""Which layers a child wears, when some are missing or switched off."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("confinement is for Linux", allow_module_level=True)

from grader.errors import UsageError
from grader.sandbox import isolation
from grader.sandbox.inside import confine
from grader.sandbox.inside.confine import DEFAULT, LAYERS, Confinement, Policy, landlock, processes, seccomp
from grader.sandbox.isolation import IsolationReport, Layer, detect, require


def test_the_names_are_in_the_order_they_are_put_on() -> None:
    names = Confinement(Policy()).names
    assert names == [layer for layer in LAYERS if layer in names]


ONE_STEP = """
import sys
sys.path.insert(0, sys.argv[1])
from grader.sandbox.inside.confine import Policy, apply
print(*apply(Policy()))
try:
    open("/etc/passwd")
except OSError as error:
    print(type(error).__name__)
"""


def test_a_process_can_confine_itself_in_one_step() -> None:
    command = [sys.executable, "-c", ONE_STEP, str(Path(__file__).parents[2])]
    names, denied = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert set(names.split()) == (DEFAULT & confine.available()) - {"stdio", "close_range", "setsid", "parent_death"}
    if "landlock" in names:
        assert denied == "PermissionError"


@pytest.mark.parametrize("layer", sorted(DEFAULT - {"no_new_privs"}))
def test_a_layer_can_be_left_out_alone(layer: str) -> None:
    assert set(Confinement(Policy(DEFAULT - {layer})).names) == (DEFAULT & confine.available()) - {layer}


def test_without_no_new_privs_nothing_that_needs_it() -> None:
    assert not {"landlock", "seccomp"} & set(Confinement(Policy(DEFAULT - {"no_new_privs"})).names)


def test_an_old_kernel_has_fewer_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    monkeypatch.setattr(seccomp, "supported", lambda: False)
    assert not {"landlock", "seccomp", "sealed"} & set(Confinement(Policy(frozenset(LAYERS))).names)


def test_an_unknown_machine_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seccomp, "MACHINE", "riscv64")
    assert not seccomp.supported()


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, processes.UNASSIGNED),
        ({"status": "CapEff:\t0000000000000000\n"}, None),
        ({"setgroups": "deny\n"}, None),
        ({"uid_map": "0 100000 65536\n"}, processes.NOBODY),
        ({"uid_map": "0 1000 1\n"}, None),
    ],
)
def test_roots_of_many_kinds(
    monkeypatch: pytest.MonkeyPatch, files: dict[str, str], expected: processes.Users | None
) -> None:
    usual = {"status": "CapEff:\t000001ffffffffff\n", "setgroups": "allow\n", "uid_map": "0 0 4294967295\n"}
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(Path, "read_text", lambda path: (usual | files)[path.name])
    assert processes.users() == expected


FOR_ROOT_ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
from grader.sandbox.inside.confine import DEFAULT, Policy, apply
apply(Policy(DEFAULT - set(sys.argv[4:]), readable=(sys.argv[2],)))
for path in sys.argv[2:4]:
    try:
        print(open(path).read())
    except OSError as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="started as root only")
@pytest.mark.parametrize(("without", "expected"), [((), ["python", "PermissionError"]), (("landlock",), ["PermissionError"] * 2)])
def test_the_right_to_read_past_file_modes_is_bounded_by_landlock(
    tmp_path: Path, without: tuple[str, ...], expected: list[str]
) -> None:
    if not landlock.abi():
        pytest.skip("no Landlock")
    paths = []
    for name in ("python", "secret"):
        folder = tmp_path / name
        folder.mkdir(mode=0o700)
        (folder / "file").write_text(name)
        paths.append(str(folder / "file"))
    command = [sys.executable, "-c", FOR_ROOT_ALONE, str(Path(__file__).parents[2]), *paths, *without]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == expected


def test_an_ordinary_user_stays_who_he_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert processes.users() is None


def test_users_differ() -> None:
    drawn = {processes.UNASSIGNED.draw() for _ in range(50)}
    assert len(drawn) > 45
    assert all(processes.UNASSIGNED.first <= user < 1 << 31 for user in drawn)


def report(**missing: str) -> IsolationReport:
    layers = tuple(Layer(name, name != "sealed" and name not in missing, missing.get(name, "")) for name in LAYERS)
    return IsolationReport("Linux 1", "x86_64", "user 1000", 0, layers)


def test_a_batch_is_refused_without_an_essential_layer() -> None:
    with pytest.raises(UsageError, match=r"no landlock \(too old\).*--isolation=none"):
        require("batch", report=report(landlock="too old"))
    with pytest.raises(UsageError, match="no seccomp"):
        require("batch", report=report(seccomp=""))


def test_a_batch_is_not_refused_for_what_is_not_essential_or_when_told() -> None:
    assert require("batch", report=report(uid="not root")) is None
    assert require("batch", "none", report=report(landlock="", seccomp="")) is None


def test_a_single_check_is_warned() -> None:
    assert "not confined" in (require("single", report=report(seccomp="none here")) or "")
    assert require("single", report=report()) is None


def test_sealing_stands_in_for_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    if not seccomp.supported():
        pytest.skip("no filters here")
    assert "sealed" in isolation.chosen()
    found = detect()
    assert "sealed" in found.active
    assert found.missing == ()
    assert "no Landlock" in found.text()


def test_the_report_names_every_layer() -> None:
    text = detect().text()
    assert all(layer in text for layer in LAYERS)
    assert set(isolation.EXPLAINED) == set(LAYERS)
    assert [layer.name for layer in detect().layers] == list(LAYERS)


def test_elsewhere_nothing_is_confined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    found = detect()
    assert found.active == ()
    assert {layer.name for layer in found.missing} == set(isolation.ESSENTIAL)
