"""What this machine can confine with: detection, the report a person reads, and what is refused for want of it."""

import os
import platform
import sys
from dataclasses import dataclass

from grader.errors import UsageError

EXPLAINED = {
    "stdio": "no terminal: standard input is empty, output goes to the grader",
    "close_range": "no descriptor but the job's own connection",
    "setsid": "a session of its own",
    "uid": "a user of its own, different for each submission",
    "rlimits": "bounded memory, processor time, descriptors; no core dumps",
    "no_new_privs": "no way to gain rights by running something",
    "not_dumpable": "other processes cannot look into it",
    "parent_death": "ends when the grader does",
    "landlock": "reads only Python, its libraries and the system's; writes, connects and signals nothing",
    "seccomp": "an allow-list of system calls: no processes, sockets, attributes, other people's limits",
    "sealed": "opens no file at all, once the libraries are loaded (in place of landlock)",
}
"""What each layer does for the person who grades, by the names that a result's provenance carries."""

ESSENTIAL = ("rlimits", "no_new_privs", "seccomp", "landlock")
"""Without these nobody else's work is run. "sealed" may stand in for "landlock"."""

_INSTEAD = "--isolation=none runs it without, with the rights of your own account: only for code you trust."


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of confinement on this machine."""

    name: str
    active: bool
    reason: str = ""
    """Why it is not, or what is special about it."""


@dataclass(frozen=True, slots=True)
class IsolationReport:
    """What workers on this machine are confined by."""

    system: str
    """The operating system with its version."""
    machine: str
    user: str
    landlock_abi: int
    layers: tuple[Layer, ...]

    @property
    def active(self) -> tuple[str, ...]:
        """The names of the layers in use."""
        return tuple(layer.name for layer in self.layers if layer.active)

    @property
    def missing(self) -> tuple[Layer, ...]:
        """The essential layers that are not there, nor anything in their place."""
        lacking = [layer for layer in self.layers if layer.name in ESSENTIAL and not layer.active]
        if "sealed" in self.active:
            lacking = [layer for layer in lacking if layer.name != "landlock"]
        return tuple(lacking)

    def text(self) -> str:
        """The report for ``grade --isolation-report``."""
        abi = f"Landlock ABI {self.landlock_abi}" if self.landlock_abi else "no Landlock"
        lines = [f"{self.system}, {self.machine}, {abi}, started as {self.user}", ""]
        for layer in self.layers:
            mark = "on " if layer.active else "off"
            note = f"  ({layer.reason})" if layer.reason else ""
            lines.append(f"  {mark}  {layer.name:<13} {EXPLAINED[layer.name]}{note}")
        names = ", ".join(layer.name for layer in self.missing)
        verdict = (
            f"Not fit for other people's submissions: no {names}." if names else "Fit for other people's submissions."
        )
        return "\n".join([*lines, "", verdict])


def detect() -> IsolationReport:
    """Look at this machine. Nothing is confined by asking."""
    system = f"{platform.system()} {platform.release()}"
    if sys.platform != "linux":
        reason = f"{platform.system()} has no such thing"
        return IsolationReport(
            system, platform.machine(), "", 0, tuple(Layer(name, False, reason) for name in EXPLAINED)
        )
    # The package loads the C library and asks the kernel: on Linux only.
    from grader.sandbox.inside.confine import landlock

    abi = landlock.abi()
    user = "root" if os.geteuid() == 0 else f"user {os.geteuid()}"
    return IsolationReport(system, platform.machine(), user, abi, _layers(abi))


def _layers(abi: int) -> tuple[Layer, ...]:
    from grader.sandbox.inside.confine import LAYERS, available

    used = chosen()
    reasons = {
        "uid": "" if os.geteuid() == 0 else "only root can change to another user",
        "landlock": _about_landlock(abi),
        "seccomp": "this kernel takes no filters, or there is no table for this machine",
        "sealed": "not needed beside landlock" if abi else "needs seccomp",
    }
    active = used & available()
    return tuple(
        Layer(
            name,
            name in active,
            _about_landlock(abi) if name == "landlock" else "" if name in active else reasons.get(name, ""),
        )
        for name in LAYERS
    )


def _about_landlock(abi: int) -> str:
    if not abi:
        return "the kernel is older than 5.13, or was started without it: see lsm= on its command line"
    if abi < 6:
        return f"ABI {abi}: TCP from 4 on, abstract sockets and signals from 6 on; seccomp covers them here"
    return ""


def chosen() -> frozenset[str]:
    """The layers to use on this Linux: the default ones, and where there is no Landlock, sealing in its place."""
    from grader.sandbox.inside.confine import DEFAULT, available

    return DEFAULT if "landlock" in available() else DEFAULT | {"sealed"}


def require(mode: str, isolation: str = "full", report: IsolationReport | None = None) -> str | None:
    """Decide whether work may be run: ``mode`` is "batch" (other people's) or "single" (a self-check).

    With ``isolation`` "none" everything goes. Otherwise, where an essential layer is missing, a batch is refused with a
    UsageError that says what to do, and for a single check the warning to show once comes back.
    """
    if isolation == "none":
        return None
    missing = (report or detect()).missing
    if not missing:
        return None
    what = "; ".join(f"no {layer.name} ({layer.reason})" if layer.reason else f"no {layer.name}" for layer in missing)
    if mode == "batch":
        raise UsageError(
            f"other people's submissions are not run here, for they could not be confined: {what}. {_INSTEAD}"
        )
    return f"the submission is not confined: {what}. It runs with the rights of your own account."
