"""The vocabulary of the system-call table: what may happen to one call."""

import errno
from dataclasses import dataclass

SELF, WIRE, MARK = -1, -2, -3
"""As wanted values, filled in after the fork: the child's own process id, its connection's descriptor, and the flags
that mark what the worker itself sends and receives there."""


@dataclass(frozen=True, slots=True)
class Allow:
    """The call is made."""


@dataclass(frozen=True, slots=True)
class Deny:
    """The call is refused with ``number``, an errno; the program sees an ordinary error."""

    number: int = errno.EPERM


@dataclass(frozen=True, slots=True)
class Kill:
    """The process ends at once."""


@dataclass(frozen=True, slots=True)
class When:
    """The call is made when the low 32 bits of argument ``index``, after ``mask``, are among ``values``.

    Every argument that is looked at here is one the kernel itself cuts to 32 bits. ``values`` may hold :data:`SELF`.
    With ``otherwise`` the call is refused with that errno when the test fails; ``negate`` turns the test around.
    """

    index: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF
    otherwise: int = errno.EPERM
    negate: bool = False
    deadly: bool = False
    """The process ends where the call would be refused: for what could be found by trying."""


@dataclass(frozen=True, slots=True)
class Except:
    """The call is refused when argument ``index`` is among ``values``; else ``then`` decides."""

    index: int
    values: tuple[int, ...]
    then: "Allow | When"


Rule = Allow | Deny | Kill | When | Except

ALLOW = Allow()
EPERM = Deny()
EACCES = Deny(errno.EACCES)
EAGAIN = Deny(errno.EAGAIN)
ENOSYS = Deny(errno.ENOSYS)
KILL = Kill()
