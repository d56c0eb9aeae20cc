"""``grade check --watch`` in a pseudo-terminal, small ones too."""

import json
import os
import select
import signal
import subprocess
import sys
import time

import pytest

from tests.kits import ROOT, hand_in

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

BN = "batch_norm_backward"
COMMAND = [sys.executable, "-c", "from grader.cli.main import main; main()", "check", BN, "--watch"]
PATIENCE = 120.0


class Terminal:
    """A terminal of so many rows and columns with a watch in it, and what stands on its screen."""

    def __init__(self, folder, rows=24, columns=80, *options):
        self.ours, theirs = pty.openpty()
        self.resize(rows, columns, tell=False)
        environment = {**os.environ, "TERM": "xterm-256color"}
        for name in ("COLUMNS", "LINES"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [*COMMAND, *options], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
        )
        os.close(theirs)
        self.written = ""

    def resize(self, rows, columns, tell=True):
        import struct

        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if tell:
            os.kill(self.process.pid, signal.SIGWINCH)

    def wait_for(self, *texts):
        """Everything written until all of ``texts`` were."""
        new, end = "", time.monotonic() + PATIENCE
        while not all(text in new for text in texts):
            assert time.monotonic() < end, f"{texts} not in {new!r}"
            if select.select([self.ours], [], [], 1.0)[0]:
                try:
                    new += os.read(self.ours, 1 << 16).decode("utf-8", "replace")
                except OSError:
                    raise AssertionError(f"{texts} not in {new!r}, and it has ended") from None
        self.written += new
        return new

    def press(self, keys):
        os.write(self.ours, keys.encode())

    def finish(self):
        """What is written until the process ends, and its exit status."""
        new = ""
        while True:
            try:
                data = os.read(self.ours, 1 << 16) if select.select([self.ours], [], [], PATIENCE)[0] else b""
            except OSError:
                break
            if not data:
                break
            new += data.decode("utf-8", "replace")
        return new, self.process.wait(PATIENCE)

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


@pytest.fixture
def terminal(kit):
    opened = []

    def start(*arguments):
        opened.append(Terminal(kit, *arguments))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def test_a_session(kit, terminal):
    hand_in(kit, "bob", BN)
    watch = terminal()
    first = watch.wait_for("checked in", "q quit")
    assert "\x1b[?1049h" in watch.written
    assert "3 of 5" in first

    hand_in(kit, "alice", BN)
    after = watch.wait_for("right", "checked in")
    assert "\x1b[2J" not in after, "the screen is redrawn in place"

    scratch = kit / "scratch"
    scratch.write_text((kit / f"{BN}.py").read_text().replace("dout.sum(axis=0)", "-dout.sum(axis=0)"))
    os.replace(scratch, kit / f"{BN}.py")
    watch.wait_for("of 5", "checked in")

    watch.press("h")
    watch.wait_for("Where")
    assert json.loads((kit / ".grader" / "hints.json").read_text())["exercises"][BN]["taken"] == 1

    watch.resize(10, 44)
    small = watch.wait_for("\x1b[10;1H")
    assert "\x1b[11;1H" not in small
    watch.press("q")
    last, status = watch.finish()
    assert "\x1b[?1049l" in last
    assert "Batch normalisation" in last.partition("\x1b[?1049l")[2], "the last state stays in the terminal"
    assert status == 1


def test_a_check_that_takes_long_says_so(kit, terminal):
    hand_in(kit, "alice", BN)
    watch = terminal()
    watch.wait_for("checked in")
    (kit / f"{BN}.py").write_text("def batch_norm_forward(x, gamma, beta, eps=1e-5):\n    while True: pass\n")
    assert "checked in" not in watch.wait_for(f"\x1b[24;1H\x1b[2mchecking {BN}.py …")
    watch.wait_for("stopped after 3 seconds", "checked in")


def test_ctrl_c(kit, terminal):
    hand_in(kit, "alice", BN)
    watch = terminal()
    watch.wait_for("checked in")
    watch.process.send_signal(signal.SIGINT)
    last, status = watch.finish()
    assert status == 0
    assert "Traceback" not in last
    assert "\x1b[?25h" in last, "the cursor is back"


@pytest.mark.parametrize(("rows", "columns"), [(5, 30), (2, 20)])
def test_a_small_terminal(kit, terminal, rows, columns):
    hand_in(kit, "bob", BN)
    watch = terminal(rows, columns)
    watch.wait_for(f"\x1b[{rows};1H")
    assert f"\x1b[{rows + 1};1H" not in watch.written


def test_without_a_terminal(kit):
    hand_in(kit, "bob", BN)
    process = subprocess.Popen(COMMAND, cwd=kit, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True)
    seen = ""
    while "checked in" not in seen:
        seen += process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=PATIENCE)
    assert "\x1b" not in seen + rest
    assert "3 of 5 checks right" in seen
    assert process.returncode == 1


def test_the_plain_way(kit, terminal):
    hand_in(kit, "alice", BN)
    watch = terminal(24, 80, "--plain")
    watch.wait_for("in a fresh Python each time", "checked in")


def test_the_samples_differ():
    assert (ROOT / "submissions" / "bob" / f"{BN}.py").read_text() != (ROOT / "submissions" / "alice" / f"{BN}.py").read_text()
