"""What a child could find if somebody had left it there: nothing. Canaries are planted and searched for from outside."""

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("zygotes are for Linux", allow_module_level=True)

from grader.model.call import Call, Job, Name, Run
from grader.sandbox.inside.confine import DEFAULT
from grader.sandbox.session import Session
from grader.sandbox.zygote import Child, Setup, Zygote
from grader.sandbox.zygotes import ZygoteLauncher

ROOT = Path(__file__).parents[2]
TWICE = b"def f(x):\n    return 2 * x\n"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Canaries wherever the host keeps something: its environment, its memory, its files, an earlier submission."""
    tokens = {
        place: "canary-" + secrets.token_hex(16) for place in ("environment", "memory", "files", "submission", "input")
    }
    os.environ["GRADER_ANSWER"] = tokens["environment"]
    folder = tmp_path_factory.mktemp("course")
    (folder / "reference.py").write_text(tokens["files"])
    (folder / f"{tokens['files']}.yaml").touch()
    kept = [tokens["memory"] * 1000]
    yield tokens
    assert kept
    del os.environ["GRADER_ANSWER"]


def _descendant(launcher: ZygoteLauncher, tokens: dict[str, str]) -> Child:
    """A child that waits for its job, after others have had theirs with canaries in it."""
    source = TWICE + f"SECRET = {tokens['submission']!r}\n".encode()
    job = Job("s.py", source, "numpy")
    call = Call("f", (Name("x"),), binds=("y",))
    with Session(launcher.launch, job) as session:
        session.observe([Run("r", {"x": tokens["input"]}, (call,), frozenset({"y"}))])
    return launcher.launch("numpy")


@pytest.fixture(scope="module")
def child(planted: dict[str, str]) -> Iterator[int]:
    # As the same user one may look into another process only where that process lets itself be dumped.
    with ZygoteLauncher(layers=DEFAULT - {"not_dumpable", "uid"}) as launcher:
        waiting = _descendant(launcher, planted)
        time.sleep(0.1)
        yield waiting.pid
        waiting.close()


def _memory(pid: int) -> Iterator[bytes]:
    """Every readable mapping of a process."""
    try:
        memory = open(f"/proc/{pid}/mem", "rb", 0)
    except PermissionError:
        pytest.skip("not allowed to look into processes here")
    with memory:
        for row in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = row.split()
            if rights.startswith("r") and not row.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                low, high = (int(edge, 16) for edge in span.split("-"))
                memory.seek(low)
                yield memory.read(high - low)


def test_no_canary_in_a_childs_memory(child: int, planted: dict[str, str]) -> None:
    wanted = [token.encode() for token in planted.values()]
    searched = 0
    for block in _memory(child):
        searched += len(block)
        assert not [token for token in wanted if token in block]
    assert searched > 10 << 20


def test_the_search_finds_a_canary_that_is_there(planted: dict[str, str]) -> None:
    """Of another child: one that was given a submission with a canary in it."""
    with ZygoteLauncher(layers=DEFAULT - {"not_dumpable", "uid"}) as launcher:
        source = TWICE + f"SECRET = {planted['submission']!r}\n".encode()
        with Session(launcher.launch, Job("s.py", source, "numpy")) as session:
            assert session._worker
            assert planted["submission"].encode() in b"".join(_memory(session._worker._child.pid))


def test_no_canary_in_a_childs_environment(child: int, planted: dict[str, str]) -> None:
    names = {row.partition(b"=")[0].decode() for row in Path(f"/proc/{child}/environ").read_bytes().split(b"\0")}
    assert not [token for token in planted.values() if token.encode() in Path(f"/proc/{child}/environ").read_bytes()]
    assert names <= {
        "",
        "PATH",
        "HOME",
        "LC_ALL",
        "TZ",
        "MPLBACKEND",
        "MPLCONFIGDIR",
        "CUDA_VISIBLE_DEVICES",
        "LD_LIBRARY_PATH",
    }


def test_a_child_has_only_its_own_descriptors(child: int) -> None:
    folder = Path(f"/proc/{child}/fd")
    targets = {int(entry.name): os.readlink(entry) for entry in folder.iterdir()}
    kinds = sorted(target.split(":")[0] for target in targets.values())
    assert kinds == ["/dev/null", "pipe", "pipe", "socket"]
    assert targets[1] == targets[2]


def test_nothing_readable_is_anybodys_work(planted: dict[str, str], tmp_path: Path) -> None:
    setup = Setup(DEFAULT, None, str(tmp_path), (ROOT, tmp_path))
    zygote = Zygote("numpy", setup)
    with contextlib.closing(zygote):
        zygote.take().close()
        readable = zygote.readable
    assert len(readable) > 10
    for granted in readable:
        for folder, folders, files in os.walk(granted):
            names = {*folders, *files}
            assert not names & {"grader", "exercises", "submissions", "site-packages", "dist-packages"}, folder
            assert not [name for name in names if name.endswith((".pth", ".egg-link")) or "canary-" in name], folder
