"""Which system calls a submission may make: one row each, with its number on both architectures.

A call that is not here is refused with EPERM; a number newer than this table with ENOSYS, as by an older kernel, so that
the C library falls back. No call here makes a process, a socket or an executable, changes a file's owner, mode, times or
name, or reaches another process.
"""

import errno

from .rule import ALLOW, EACCES, EAGAIN, ENOSYS, EPERM, MARK, SELF, WIRE, Except, Rule, When

FCNTL = When(1, (0, 1, 2, 3, 4, 1030))
"""F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: no locks, leases, owners, seals or pipe sizes."""

IOCTL = When(1, (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451), otherwise=errno.ENOTTY)
"""TCGETS, TCGETS2, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: asking, and one's own descriptors."""

PRCTL = When(0, (2, 3, 15, 16, 23, 39, 0x53564D41))
"""Asking (parent-death signal, dumpable, name, bounding set, no_new_privs) and naming: a thread, a mapping."""

ELSEWHERE = When(0, (WIRE,), negate=True)
"""Any descriptor but the connection's, which only the worker may use: by the two calls that follow."""

BETWEEN_OTHERS = Except(0, (WIRE,), When(1, (WIRE,), negate=True))
"""Two descriptors, neither of them the connection's."""

MARKED = When(3, (MARK,), deadly=True)
"""With the worker's own flags: a number of the child's own that the kernel takes no notice of."""

ONESELF = When(0, (0,))
"""The process id 0, which stands for the caller."""

OWN_PID = When(0, (SELF,))
"""The caller's own process id."""

Row = tuple[str, int | None, int | None, Rule]

ROWS: tuple[Row, ...] = (
    # name, number on x86-64, number on aarch64 (None: it has no such call), rule
    # files
    ("read", 0, 63, ELSEWHERE),
    ("write", 1, 64, ELSEWHERE),
    ("readv", 19, 65, ELSEWHERE),
    ("writev", 20, 66, ELSEWHERE),
    ("pread64", 17, 67, ELSEWHERE),
    ("pwrite64", 18, 68, ELSEWHERE),
    ("preadv", 295, 69, ELSEWHERE),
    ("pwritev", 296, 70, ELSEWHERE),
    ("preadv2", 327, 286, ELSEWHERE),
    ("pwritev2", 328, 287, ELSEWHERE),
    ("lseek", 8, 62, ALLOW),
    ("close", 3, 57, ALLOW),
    ("fstat", 5, 80, ALLOW),
    ("ftruncate", 77, 46, ALLOW),
    ("fadvise64", 221, 223, ALLOW),
    ("getdents", 78, None, ALLOW),
    ("getdents64", 217, 61, ALLOW),
    ("dup", 32, 23, ELSEWHERE),
    ("dup2", 33, None, BETWEEN_OTHERS),
    ("dup3", 292, 24, BETWEEN_OTHERS),
    ("pipe", 22, None, ALLOW),
    ("pipe2", 293, 59, ALLOW),
    ("fcntl", 72, 25, Except(0, (WIRE,), FCNTL)),
    ("ioctl", 16, 29, IOCTL),
    ("close_range", 436, 436, ALLOW),
    # paths
    ("open", 2, None, ALLOW),
    ("openat", 257, 56, ALLOW),
    ("stat", 4, None, ALLOW),
    ("lstat", 6, None, ALLOW),
    ("newfstatat", 262, 79, ALLOW),
    ("statx", 332, 291, ALLOW),
    ("access", 21, None, ALLOW),
    ("faccessat", 269, 48, ALLOW),
    ("faccessat2", 439, 439, ALLOW),
    ("readlink", 89, None, ALLOW),
    ("readlinkat", 267, 78, ALLOW),
    ("getcwd", 79, 17, ALLOW),
    ("openat2", 437, 437, ENOSYS),
    # waiting
    ("poll", 7, None, ALLOW),
    ("ppoll", 271, 73, ALLOW),
    ("select", 23, None, ALLOW),
    ("pselect6", 270, 72, ALLOW),
    ("epoll_create1", 291, 20, ALLOW),
    ("epoll_ctl", 233, 21, ALLOW),
    ("epoll_wait", 232, None, ALLOW),
    ("epoll_pwait", 281, 22, ALLOW),
    ("eventfd2", 290, 19, ALLOW),
    ("nanosleep", 35, 101, ALLOW),
    ("clock_nanosleep", 230, 115, ALLOW),
    ("pause", 34, None, ALLOW),
    ("sched_yield", 24, 124, ALLOW),
    ("restart_syscall", 219, 128, ALLOW),
    # memory
    ("mmap", 9, 222, ALLOW),
    ("munmap", 11, 215, ALLOW),
    ("mprotect", 10, 226, ALLOW),
    ("mremap", 25, 216, ALLOW),
    ("madvise", 28, 233, ALLOW),
    ("msync", 26, 227, ALLOW),
    ("mincore", 27, 232, ALLOW),
    ("brk", 12, 214, ALLOW),
    ("get_mempolicy", 239, 236, ALLOW),
    ("membarrier", 324, 283, ALLOW),
    # threads
    ("futex", 202, 98, ALLOW),
    ("set_robust_list", 273, 99, ALLOW),
    ("rseq", 334, 293, ALLOW),
    ("set_tid_address", 218, 96, ALLOW),
    ("arch_prctl", 158, None, ALLOW),
    ("clone", 56, 220, EAGAIN),
    ("clone3", 435, 435, ENOSYS),
    ("sched_getaffinity", 204, 123, ALLOW),
    ("getcpu", 309, 168, ALLOW),
    # signals
    ("rt_sigaction", 13, 134, ALLOW),
    ("rt_sigprocmask", 14, 135, ALLOW),
    ("rt_sigreturn", 15, 139, ALLOW),
    ("rt_sigpending", 127, 136, ALLOW),
    ("rt_sigsuspend", 130, 133, ALLOW),
    ("rt_sigtimedwait", 128, 137, ALLOW),
    ("sigaltstack", 131, 132, ALLOW),
    ("kill", 62, 129, OWN_PID),
    ("tgkill", 234, 131, OWN_PID),
    ("tkill", 200, 130, OWN_PID),
    ("alarm", 37, None, ALLOW),
    ("setitimer", 38, 103, ALLOW),
    ("getitimer", 36, 102, ALLOW),
    # time
    ("time", 201, None, ALLOW),
    ("gettimeofday", 96, 169, ALLOW),
    ("clock_gettime", 228, 113, ALLOW),
    ("clock_getres", 229, 114, ALLOW),
    ("times", 100, 153, ALLOW),
    ("getrusage", 98, 165, ALLOW),
    # identity
    ("getpid", 39, 172, ALLOW),
    ("gettid", 186, 178, ALLOW),
    ("getppid", 110, 173, ALLOW),
    ("getpgrp", 111, None, ALLOW),
    ("getpgid", 121, 155, ALLOW),
    ("getsid", 124, 156, ALLOW),
    ("getuid", 102, 174, ALLOW),
    ("geteuid", 107, 175, ALLOW),
    ("getgid", 104, 176, ALLOW),
    ("getegid", 108, 177, ALLOW),
    ("getresuid", 118, 148, ALLOW),
    ("getresgid", 120, 150, ALLOW),
    ("getgroups", 115, 158, ALLOW),
    ("uname", 63, 160, ALLOW),
    ("sysinfo", 99, 179, ALLOW),
    ("umask", 95, 166, ALLOW),
    ("prctl", 157, 167, PRCTL),
    ("capget", 125, 90, ALLOW),
    # limits
    ("getrlimit", 97, 163, ALLOW),
    ("setrlimit", 160, 164, ALLOW),
    ("prlimit64", 302, 261, ONESELF),
    ("getpriority", 140, 141, ALLOW),
    ("sched_getscheduler", 145, 120, ALLOW),
    ("sched_getparam", 143, 121, ALLOW),
    ("sched_get_priority_max", 146, 125, ALLOW),
    ("sched_get_priority_min", 147, 126, ALLOW),
    # channel
    ("sendto", 44, 206, MARKED),
    ("recvfrom", 45, 207, MARKED),
    ("shutdown", 48, 210, ELSEWHERE),
    ("getsockname", 51, 204, ALLOW),
    ("getpeername", 52, 205, ALLOW),
    ("getsockopt", 55, 209, ALLOW),
    ("socket", 41, 198, EACCES),
    ("socketpair", 53, 199, EACCES),
    # ending
    ("exit", 60, 93, ALLOW),
    ("exit_group", 231, 94, ALLOW),
    ("wait4", 61, 260, ALLOW),
    ("waitid", 247, 95, ALLOW),
    # misc
    ("getrandom", 318, 278, ALLOW),
)
"""The allow-list."""

PATH_CALLS = frozenset(
    {"open", "openat", "stat", "lstat", "statx", "access", "faccessat", "faccessat2", "readlink", "readlinkat"}
)
"""The allowed calls that look up a path; a sealed child is refused them all."""

_O_ACCMODE, _O_TRUNC, _AT_EMPTY_PATH = 0o3, 0o1000, 0x1000
_TRUNCATING = (_O_TRUNC, _O_TRUNC | _O_ACCMODE)
"""O_TRUNC with O_RDONLY, and with the access mode 3, which asks for neither reading nor writing."""

SEALED: dict[str, Rule] = {
    **dict.fromkeys(PATH_CALLS, EACCES),
    "newfstatat": When(3, (_AT_EMPTY_PATH,), mask=_AT_EMPTY_PATH, otherwise=errno.EACCES),
}
"""What replaces their rows in a sealed child. ``fstat`` of an open file is spelled ``newfstatat`` by some C libraries."""

NO_TRUNCATION: dict[str, Rule] = {
    "open": When(1, _TRUNCATING, mask=_O_TRUNC | _O_ACCMODE, otherwise=errno.EACCES, negate=True),
    "openat": When(2, _TRUNCATING, mask=_O_TRUNC | _O_ACCMODE, otherwise=errno.EACCES, negate=True),
}
"""What replaces their rows where Landlock (ABI 1, 2) cannot keep a read-only open from emptying the file."""

BOUNDS: dict[str, dict[int, Rule]] = {
    "x86_64": {0: EPERM, 335: ENOSYS, 424: EPERM, 463: ENOSYS},
    "aarch64": {0: EPERM, 295: ENOSYS, 424: EPERM, 463: ENOSYS},
}
"""Per architecture, which numbers outside the table exist (EPERM) and which do not or are too new (ENOSYS)."""
