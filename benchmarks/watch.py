"""From a save to the result on the screen: `grade check --watch` in a real terminal, as a student sees it.

    python benchmarks/watch.py [--saves 30] [EXERCISE ...]

Makes the course's kit in a temporary folder, starts the watch in a pseudo-terminal, and saves a right and a wrong version in
turn. What is measured runs from just before the file is replaced to the first byte of the redrawn screen.
"""

import argparse
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRADE = [sys.executable, "-c", "from grader.cli.main import main; main()"]
EXERCISES = {"batch_norm_backward": "numpy", "manual_backprop": "torch", "my_relu": "torch", "gradient_flow": "torch"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercises", nargs="*", default=list(EXERCISES))
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--plain-saves", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        kit = Path(scratch) / "kit"
        subprocess.run([*GRADE, "release", str(kit)], cwd=ROOT, check=True, capture_output=True)
        print(f"{'exercise':22} {'':6} {'worker':6} {'median':>7} {'best':>7} {'worst':>7}  ms, save to screen")
        for exercise in options.exercises:
            for plain, saves in ((False, options.saves), (True, options.plain_saves)):
                if saves:
                    report(exercise, kit, saves, plain=plain)


def report(exercise: str, kit: Path, saves: int, *, plain: bool) -> None:
    times = measure(exercise, kit, saves, plain=plain)
    shown = [f"{1000 * t:7.0f}" for t in (statistics.median(times), min(times), max(times))]
    worker = "plain" if plain else "warm"
    print(f"{exercise:22} {EXERCISES.get(exercise, ''):6} {worker:6} {' '.join(shown)}  ({saves} saves)", flush=True)


def measure(exercise: str, kit: Path, saves: int, *, plain: bool) -> list[float]:
    """Seconds from save to screen, one for each save."""
    right = (ROOT / "submissions" / "alice" / f"{exercise}.py").read_text()
    wrong = (ROOT / "submissions" / "bob" / f"{exercise}.py").read_text()
    path = kit / f"{exercise}.py"
    path.write_text(right)
    command = [*GRADE, "check", exercise, "--watch", *(["--plain"] if plain else [])]
    process, terminal = start(command, kit)
    try:
        read_until_quiet(terminal, first=120.0, quiet=1.0)
        return [save_and_wait(path, f"{(wrong, right)[i % 2]}\n# {i}\n", terminal) for i in range(saves)]
    finally:
        process.terminate()
        process.wait()
        os.close(terminal)


def start(command: list[str], folder: Path) -> "tuple[subprocess.Popen[bytes], int]":
    """The command in a pseudo-terminal of 80 × 24."""
    ours, theirs = pty.openpty()
    subprocess.run(["stty", "rows", "24", "cols", "80"], stdin=theirs, check=True)
    environment = {**os.environ, "TERM": "xterm-256color"}
    process = subprocess.Popen(
        command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    return process, ours


def save_and_wait(path: Path, text: str, terminal: int) -> float:
    """Save as editors do (a new file, renamed), and wait for the screen."""
    scratch = path.with_suffix(".tmp")
    scratch.write_text(text)
    started = time.perf_counter()
    os.replace(scratch, path)
    shown = b"checking"
    while b"checking" in shown:  # a check that takes long says so
        if not select.select([terminal], [], [], 60.0)[0]:
            raise SystemExit(f"nothing happened after {path.name} was saved")
        shown = os.read(terminal, 1 << 16)
    seconds = time.perf_counter() - started
    read_until_quiet(terminal, first=0.4, quiet=0.4)
    return seconds


def read_until_quiet(terminal: int, *, first: float, quiet: float) -> None:
    """Read what is written until nothing more comes."""
    wait = first
    while select.select([terminal], [], [], wait)[0]:
        text = os.read(terminal, 1 << 16)
        wait = quiet if b"checked in" in text or wait == quiet else first


if __name__ == "__main__":
    main()
