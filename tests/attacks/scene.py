"""The world outside the worker: a course with canaries, another student's work, a bystander; and what became of it."""

import contextlib
import ctypes
import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import numpy

USER = 0x7ABCDE01 if os.geteuid() == 0 else 0
"""Who owns the scene, and whom the children become: as root's guest an attacker would only look weaker than it is."""

_LIBC = ctypes.CDLL(None)
_PR_SET_CHILD_SUBREAPER = 36
_MQ_OPEN, _MQ_UNLINK = 240, 241
_IPC = {"shm": 0, "sem": 2, "msg": 0}


def token() -> str:
    """Something that nobody can guess."""
    return "canary-" + secrets.token_hex(12)


class Scene:
    """Set up once; :meth:`harm` tells what has changed since, and puts it right again."""

    def __init__(self) -> None:
        """Write the files, start the bystander."""
        # Strays whose parent ends become this process's children, where they are seen.
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self.tokens = {
            name: token() for name in ("reference", "other", "exercise", "listing", "bystander", "home", "env")
        }
        self.root = Path(tempfile.mkdtemp(prefix="attacks-"))
        self.abstract = "attacks-" + secrets.token_hex(6)
        os.environ["GRADER_CANARY"] = self.tokens["env"]
        # What other tests keep running is theirs. A scene is therefore made before its launcher.
        parents = _parents()
        self._others = {pid for pid in parents if _descends(pid, os.getpid(), parents)}
        self._write_files()
        self._start_bystander()
        self.marker = ""

    def _write_files(self) -> None:
        course, tokens = self.root / "course", self.tokens
        self.files = {
            course / "reference" / "answer.py": f"ANSWER = {tokens['reference']!r}\n",
            course / "reference" / f"{tokens['listing']}.txt": "",
            course / "exercises" / "hidden.yaml": f"expected: {tokens['exercise']}\n",
            course / "submissions" / "other" / "solution.py": f"# {tokens['other']}\n",
            self.root / "home" / "secret.txt": tokens["home"],
            self.root / "bystander" / "open.txt": tokens["bystander"],
        }
        for path, text in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for path in [self.root, *self.root.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
            if USER:
                os.chown(path, USER, USER)

    def _start_bystander(self) -> None:
        folder = self.root / "bystander"
        for name in ("s", "s.dgram"):
            (folder / name).unlink(missing_ok=True)
        script = Path(__file__).with_name("bystander.py")
        command = [sys.executable, str(script), self.tokens["bystander"], str(folder), str(USER), self.abstract]
        self._bystander = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._facts = json.loads(self._ask())
        self._pid = self._facts["bystander_pid"]
        self._well = self._state()
        self._before = self._snapshot()

    def _ask(self, line: str = "") -> str:
        assert self._bystander.stdin
        assert self._bystander.stdout
        self._bystander.stdin.write(line)
        self._bystander.stdin.flush()
        return self._bystander.stdout.readline()

    def known(self) -> dict[str, object]:
        """What the attacker knows: everything but the canaries. Call once before every attack."""
        self.marker = "mark" + secrets.token_hex(6)
        self._ipc_key = secrets.randbelow(1 << 30) + 1
        course = self.root / "course"
        paths = {
            "reference": course / "reference" / "answer.py",
            "other": course / "submissions" / "other" / "solution.py",
            "exercise": course / "exercises" / "hidden.yaml",
            "course": course,
            "home": self.root / "home",
            "unix_path": self.root / "bystander" / "s",
            "checkout": Path(__file__).parents[2],
        }
        rest = {"marker": self.marker, "abstract": self.abstract, "host_pid": os.getpid(), "ipc_key": self._ipc_key}
        return {name: str(path) for name, path in paths.items()} | rest | self._facts

    def harm(self, zygotes: Iterable[int]) -> list[str]:
        """What happened to the world since :meth:`known`; afterwards all is well again."""
        found = [*self._strays(set(zygotes)), *self._left_behind(), *self._ipc(), *self._harm_to_bystander()]
        after = self._snapshot()
        found += [
            f"{path.name} changed"
            for path in self._before.keys() | after.keys()
            if self._before.get(path) != after.get(path)
        ]
        if found:
            self._restore()
        return found

    def _snapshot(self) -> dict[Path, object]:
        return {path: _facts(path) for path in [self.root, *self.root.rglob("*")]}

    def _state(self) -> list[object]:
        """How the machine treats the bystander."""
        pid = self._pid
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return [
            "stopped" if fields[0] in "Tt" else "", fields[16], os.sched_getaffinity(pid), os.sched_getscheduler(pid),
            Path(f"/proc/{pid}/limits").read_text(), _LIBC.syscall(252, 1, pid),
            Path(f"/proc/{pid}/oom_score_adj").read_text(),
        ]  # fmt: skip

    def _harm_to_bystander(self) -> list[str]:
        if self._bystander.poll() is not None:
            return ["the bystander is dead"]
        state = self._state()
        if state != self._well:
            os.kill(self._pid, signal.SIGCONT)
            return [f"the bystander was touched: {state}"]
        # A moment for what is on its way to it.
        time.sleep(0.002)
        return [f"the bystander noticed: {event}" for event in json.loads(self._ask("?\n"))]

    def _strays(self, zygotes: set[int]) -> list[str]:
        """Processes below this one that should not be: a zygote has one child ready and no more."""
        deadline = time.monotonic() + 3.0
        while True:
            parents = _parents()
            others = {pid for pid in parents if pid in self._others or any(_descends(pid, o, parents) for o in self._others)}
            below = {pid for pid in parents if _descends(pid, os.getpid(), parents)} - others
            spare = {max((pid for pid in below if parents[pid] == zygote), default=0) for zygote in zygotes}
            strays = below - zygotes - spare - {self._pid}
            if not strays or time.monotonic() > deadline:
                break
            time.sleep(0.002)
        for pid in strays:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)
        return [f"{len(strays)} processes left"] if strays else []

    def _left_behind(self) -> list[str]:
        """Files anywhere that bear the attack's mark."""
        import site

        usual = ["/", "/tmp", "/dev/shm", "/var/tmp", "/run/lock", "/dev/mqueue", os.getcwd(), os.path.expanduser("~")]
        numpy_folder = Path(numpy.__file__).parent
        folders = {
            *map(Path, usual),
            numpy_folder,
            numpy_folder / "__pycache__",
            *filter(Path.is_dir, self.root.rglob("*")),
        }
        found = [path for folder in folders if folder.is_dir() for path in folder.iterdir() if self.marker in path.name]
        texts = [numpy_folder / "__init__.py", Path(site.getusersitepackages()) / "usercustomize.py"]
        poisoned = [path for path in texts if path.exists() and self.marker in path.read_text()]
        for path in found:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        for path in poisoned:
            path.write_text("".join(line for line in path.read_text().splitlines(True) if self.marker not in line))
        return [f"{path.parent}/… was left behind" for path in found] + [f"{path} was written to" for path in poisoned]

    def _ipc(self) -> list[str]:
        found = []
        for kind in ("shm", "sem", "msg"):
            for row in Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]:
                key, number = (int(column) for column in row.split()[:2])
                if key == self._ipc_key:
                    found.append(f"System V {kind}")
                    removal = (number, 0, 0) if kind == "sem" else (number, 0, None)
                    getattr(_LIBC, f"{kind}ctl")(*removal)
        if os.uname().machine == "x86_64" and (queue := _LIBC.syscall(_MQ_OPEN, self.marker.encode(), 0, 0, 0)) >= 0:
            os.close(queue)
            _LIBC.syscall(_MQ_UNLINK, self.marker.encode())
            found.append("a message queue")
        if self.marker in Path("/proc/keys").read_text():
            found.append("a key")
        return found

    def _restore(self) -> None:
        self._bystander.kill()
        self._bystander.communicate()
        shutil.rmtree(self.root / "course", ignore_errors=True)
        # What other tests keep running is theirs. A scene is therefore made before its launcher.
        parents = _parents()
        self._others = {pid for pid in parents if _descends(pid, os.getpid(), parents)}
        self._write_files()
        self._start_bystander()

    def close(self) -> None:
        """Take everything away."""
        self._bystander.kill()
        self._bystander.communicate()
        shutil.rmtree(self.root, ignore_errors=True)
        os.environ.pop("GRADER_CANARY", None)


def _facts(path: Path) -> object:
    status = path.lstat()
    labels = os.listxattr(path, follow_symlinks=False)
    content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return status.st_mode, status.st_uid, status.st_gid, status.st_nlink, status.st_mtime_ns, labels, content


def _parents() -> dict[int, int]:
    """Every process's parent."""
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
                # Whoever is dead and only waits to be collected does no harm.
                if fields[0] != "Z":
                    found[int(entry)] = int(fields[1])
    return found


def _descends(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        pid = parents[pid]
        if pid == ancestor:
            return True
    return False
