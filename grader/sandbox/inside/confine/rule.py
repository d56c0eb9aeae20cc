"""The vocabulary of the system-call table: what may happen to one call."""

import errno
from dataclasses import dataclass

SELF = -1
"""As a wanted value: the child's own process id, filled in after the fork."""


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


Rule = Allow | Deny | Kill | When

ALLOW = Allow()
EPERM = Deny()
EACCES = Deny(errno.EACCES)
EAGAIN = Deny(errno.EAGAIN)
ENOSYS = Deny(errno.ENOSYS)
KILL = Kill()
