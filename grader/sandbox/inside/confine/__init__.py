"""Confinement: everything that is taken from a process before it runs a stranger's code.

A :class:`Confinement` is prepared once, in the zygote, and entered by each child; what is slow (the Landlock ruleset, the
filter's assembly) happens in the preparation. A layer that the kernel lacks is left out and missing from the names that
come back; what to do about that is the host's decision.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from . import landlock, places, processes, rlimits, seccomp

LAYERS = (
    "stdio",
    "close_range",
    "setsid",
    "uid",
    "rlimits",
    "no_new_privs",
    "not_dumpable",
    "parent_death",
    "landlock",
    "seccomp",
    "sealed",
)
"""The layers by name, in the order in which a child puts them on. "sealed" is part of the filter: no paths at all."""

_FREE_FLAGS = 0x01F79E9C
"""Bits of send's and recv's flags that the kernel takes no notice of on a stream of the machine's own."""

DEFAULT = frozenset(LAYERS) - {"sealed"}
"""What a child wears unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Which layers to use, and what may be read. Leaving one out is for the tests, which show that each matters."""

    layers: frozenset[str] = DEFAULT
    readable: tuple[str, ...] = ()
    """Files and folders beyond the standard library and the system's libraries."""
    user: int | None = None
    """Started as root: the user to become, instead of one of its own for every child."""


def available() -> frozenset[str]:
    """The layers that this kernel and this user can have."""
    missing = set()
    if landlock.abi() == 0:
        missing.add("landlock")
    if not seccomp.supported():
        missing |= {"seccomp", "sealed"}
    if processes.users() is None:
        missing.add("uid")
    return frozenset(LAYERS) - missing


class Confinement:
    """A policy made ready in the zygote."""

    def __init__(self, policy: Policy) -> None:
        """Assemble the filter and the ruleset of ``policy``, as far as the kernel goes."""
        self.layers = policy.layers & available()
        if "no_new_privs" not in self.layers:
            self.layers -= {"landlock", "seccomp", "sealed"}
        if "seccomp" not in self.layers:
            self.layers -= {"sealed"}
        self.readable = tuple(sorted({*places.system(), *policy.readable}))
        self._parent = os.getpid()
        self._users = processes.users() if policy.user is None else processes.Users(policy.user, 1)
        # Without Landlock to say which files, the right to read past file modes would be one to read everything.
        bounded = {"uid", "landlock"} <= self.layers
        self._read_all = bounded and not places.reachable_by_others(self.readable)
        self._base = rlimits.usage()
        self._abi = landlock.abi()
        self._ruleset = self._make_ruleset()
        self._filter = self._make_filter()
        self._mark = 0

    @property
    def names(self) -> list[str]:
        """The layers that a child will have on, in order."""
        return [layer for layer in LAYERS if layer in self.layers]

    @property
    def late(self) -> bool:
        """Whether to enter only when the student's code is about to run: what is sealed cannot even open /dev/null."""
        return "sealed" in self.layers

    def _make_ruleset(self) -> int | None:
        if "landlock" not in self.layers:
            return None
        return landlock.build(self.readable, places.READ_WRITE)

    def _make_filter(self) -> seccomp.Filter | None:
        if "seccomp" not in self.layers:
            return None
        sealed = "sealed" in self.layers
        return seccomp.Filter(seccomp.program(sealed=sealed, landlock_abi=self._abi))

    def measure(self) -> None:
        """Take the zygote's present size as what every child starts from; call when it has grown to its full size."""
        self._base = rlimits.usage()

    def draw_mark(self) -> int:
        """Flags for the worker to send and receive with: no other use of the connection passes the filter. 0 without one."""
        self._mark = processes.random_bits(_FREE_FLAGS) if self._filter is not None else 0
        return self._mark

    def steps(self, kept: Iterable[int], output: int | None) -> Iterator[tuple[str, Callable[[], None]]]:
        """What :meth:`enter` does, layer by layer, in order."""
        kept = list(kept)
        ruleset = [] if self._ruleset is None else [self._ruleset]
        yield "stdio", partial(processes.redirect, output)
        yield "close_range", partial(processes.close_all_but, [*kept, *ruleset])
        yield "setsid", os.setsid
        if self._users is not None:
            yield "uid", partial(processes.become, self._users.draw(), read_all=self._read_all)
        yield "rlimits", rlimits.set_fixed
        yield "no_new_privs", partial(processes.renounce, read_all=self._read_all)
        yield "not_dumpable", processes.forbid_dumps
        yield "parent_death", partial(processes.die_with_parent, self._parent)
        if self._ruleset is not None:
            yield "landlock", partial(landlock.restrict, self._ruleset, self._abi)
        if self._filter is not None:
            wire = min(kept, default=-1)
            yield "seccomp", partial(self._filter.install, os.getpid(), wire, self._mark)

    def enter(self, kept: Iterable[int], output: int | None = None) -> list[str]:
        """Put every layer on this process, a fresh child of the one that made this object.

        Only the descriptors in ``kept`` stay open; standard output and error go to ``output``, or nowhere.
        What comes back are the names of the layers now active. The budgets of memory and time are set by
        :meth:`limit`.
        """
        for name, step in self.steps(kept, output):
            if name in self.layers:
                step()
        return self.names

    def limit(self, memory: int, cpu_seconds: int) -> None:
        """Allow this process ``memory`` bytes beyond what it was born with, and ``cpu_seconds`` of processor time."""
        if "rlimits" in self.layers:
            rlimits.set_budget(self._base, memory, cpu_seconds)


def apply(policy: Policy, *, memory: int = 1 << 30, cpu_seconds: int = 600) -> list[str]:
    """Confine this process in one step, with no zygote: the names of the layers that are active afterwards.

    Its descriptors, its session and its parent are left as they are.
    """
    confinement = Confinement(policy)
    confinement.layers -= {"stdio", "close_range", "setsid", "parent_death"}
    confinement.limit(memory, cpu_seconds)
    return confinement.enter(())
