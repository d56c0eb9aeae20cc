"""How fast is a class graded, and what does it cost?

    python benchmarks/batch.py [-n 1000] [--samples] [--exercise ID] [--jobs 2] [--no-bare] [--kills 10] [--dask 4]

Grades a class that no cache helps with, then the same class again; beside it, in the same run, a bare loop in one
process that only runs the same files (see ``batch_bare.py``). With ``--kills``, grades it once more under that many
kill -9 at random moments, with ``--dask`` on a real scheduler with that many worker processes, one of which is killed;
and compares the gradebooks. ``--samples`` makes the class of the five samples alone, ``--exercise`` grades one exercise only.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]  # the checkout, also where another is installed

from batch_class import copy_samples, make_class

from tests.batch.content import content

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Usage:
    """What a tree of processes used, looked at from outside while it ran."""

    seconds: float = 0.0
    cpu: dict[str, dict[int, float]] = field(default_factory=lambda: {"grader": {}, "student code": {}})
    memory: list[tuple[float, int, int]] = field(default_factory=list)
    """Seconds since the start, bytes in all, bytes of the process with the gradebook."""
    processes: int = 0

    def total(self, kind: str) -> float:
        return sum(self.cpu[kind].values())

    def peak(self, begin: float, end: float) -> str:
        """The most memory between two parts of the whole time: in all, and where the gradebook is."""
        found = [row for row in self.memory if begin * self.seconds <= row[0] <= end * self.seconds] or self.memory
        return f"{max(row[1] for row in found) / 2**20:.0f} MB, {max(row[2] for row in found) / 2**20:.0f} MB of it where the gradebook is"


def command(folder: Path, where: Path, jobs: int, only: Sequence[str] = ()) -> list[str]:
    run = "from grader.cli.main import main; main()"
    options = ["--course", ROOT, "--out", where / "reports", "--gradebook", where / "grades.db", "--jobs", jobs]
    return [sys.executable, "-P", "-c", run, "batch", str(folder), *map(str, options), *only]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}


def watched(arguments: list[str]) -> Usage:
    """Run a command to its end, and look at it now and then."""
    found = Usage()
    started = time.monotonic()
    process = subprocess.Popen(arguments, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said: list[bytes] = []
    assert process.stderr is not None
    listener = threading.Thread(target=lambda: said.append(process.stderr.read()))  # type: ignore[union-attr]
    listener.start()
    rounds = 0
    while process.poll() is None:
        look(process.pid, found, started if rounds % 10 == 0 else None)
        rounds += 1
        time.sleep(0.1)
    found.seconds = time.monotonic() - started
    listener.join()
    if process.returncode not in (0, 3):
        raise SystemExit(b"".join(said).decode())
    return found


def look(root: int, found: Usage, started: float | None) -> None:
    """Add up a tree's processor time and, with the time it was ``started``, memory. What runs student code is a fork of a zygote."""
    parents: dict[int, tuple[int, float, float, bool]] = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_bytes().rpartition(b")")[2].split()
            zygote = b"zygote" in Path(f"/proc/{name}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        own, reaped = (int(fields[11]) + int(fields[12])) / _TICK, (int(fields[13]) + int(fields[14])) / _TICK
        parents[int(name)] = (int(fields[1]), own, reaped, zygote)
    tree = {pid for pid in parents if is_below(pid, root, parents)}
    for pid in tree:
        parent, own, reaped, zygote = parents[pid]
        is_fork = zygote and parents.get(parent, (0, 0, 0, False))[3]
        if not is_fork:  # a fork's time is its zygote's once it has ended
            kind, spent = ("student code", own + reaped) if zygote else ("grader", own)
            found.cpu[kind][pid] = max(found.cpu[kind].get(pid, 0.0), spent)
    if started is not None:
        sizes = {pid: pss(pid) for pid in tree}
        found.memory.append((time.monotonic() - started, sum(sizes.values()), sizes.get(root, 0)))
        found.processes = max(found.processes, len(tree))


def is_below(pid: int, root: int, parents: dict[int, tuple[int, float, float, bool]]) -> bool:
    while pid in parents and pid != root:
        pid = parents[pid][0]
    return pid == root


def pss(pid: int) -> int:
    """Memory of a process in bytes, its share of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def kill_and_compare(folder: Path, where: Path, jobs: int, kills: int, undisturbed: Path, whole: float) -> None:
    """Grade the class under kill -9 at random moments; the gradebook has to come out the same."""
    chance = random.Random(1)
    where.mkdir()
    for _ in range(kills):
        process = subprocess.Popen(command(folder, where, jobs), env=environment(), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.0, 2 * whole / kills))
        process.send_signal(signal.SIGKILL)
        process.wait()
    watched(command(folder, where, jobs))
    compare(f"{kills} kills", undisturbed, where / "grades.db")


def grade_on_dask(folder: Path, where: Path, workers: int, undisturbed: Path, whole: float) -> None:
    """Grade the class on a Dask cluster of this machine and kill one of its workers on the way."""
    from distributed import LocalCluster

    where.mkdir()
    os.environ.update(environment())
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        killer = threading.Timer(0.3 * whole, os.kill, (victim, signal.SIGKILL))
        killer.start()
        found = watched([*command(folder, where, 1), "--scheduler", cluster.scheduler_address])
        killer.cancel()
    print(f"dask         {found.seconds:8.1f} s on {workers} workers, one of them killed after {0.3 * whole:.0f} s")
    compare("dask", undisturbed, where / "grades.db")


def compare(what: str, undisturbed: Path, path: Path) -> None:
    """Say whether two gradebooks hold the same."""
    one, other = content(undisturbed), content(path)
    different = [name for name in one if one[name] != other[name]]
    print(f"{what}: {'the same gradebook' if not different else f'different: {different}'}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=1000, help="students, four exercises each")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--dask", type=int, default=0)
    parser.add_argument("--samples", action="store_true")
    parser.add_argument("--exercise", help="grade this one alone, and compare with nothing")
    parser.add_argument("--no-bare", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, where = Path(scratch) / "class", Path(scratch) / "calm"
        (copy_samples if options.samples else make_class)(folder, options.n)
        where.mkdir()
        what = f"{options.n} submissions of {options.exercise or 'four exercises'}"
        print(f"{what}, {options.jobs} at once, load {os.getloadavg()[0]:.1f}", flush=True)
        only = ["--exercise", options.exercise] if options.exercise else []
        first = watched(command(folder, where, options.jobs, only))
        host, student = first.total("grader"), first.total("student code")
        print(f"batch        {first.seconds:8.1f} s  {options.n / first.seconds:6.2f}/s")
        print(f"  processor  {host + student:8.1f} s  grader {host:.1f} s ({host / (host + student):.0%}), student code {student:.1f} s")
        print(f"  memory     at most {first.peak(0, 1)}, in {first.processes} processes")
        print(f"             first fifth {first.peak(0, 0.2)}; last fifth {first.peak(0.8, 0.97)}", flush=True)
        again = watched(command(folder, where, options.jobs, only))
        print(f"unchanged    {again.seconds:8.1f} s", flush=True)
        if only:
            return
        if not options.no_bare:
            bare = watched([sys.executable, str(HERE / "batch_bare.py"), str(folder)])
            spent = bare.total("grader")
            print(f"bare loop    {bare.seconds:8.1f} s  {options.n / bare.seconds:6.2f}/s  processor {spent:.1f} s")
            times, spending = first.seconds / bare.seconds, (host + student) / spent
            print(f"batch / bare {times:8.2f} in time, {spending:.2f} in processor time", flush=True)
        if options.kills:
            kill_and_compare(folder, Path(scratch) / "killed", options.jobs, options.kills, where / "grades.db", first.seconds)
        if options.dask:
            grade_on_dask(folder, Path(scratch) / "dask", options.dask, where / "grades.db", first.seconds)


if __name__ == "__main__":
    main()
