"""The system-call filter, run instruction by instruction, for both architectures."""

import errno
import re
import struct
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("confinement is for Linux", allow_module_level=True)

from grader.sandbox.inside.confine import seccomp, table
from grader.sandbox.inside.confine.bpf import Program, assemble
from grader.sandbox.inside.confine.rule import ALLOW, EPERM, KILL, MARK, SELF, WIRE, Allow, Deny, Except, Rule, When

AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
COLUMN = {"x86_64": 1, "aarch64": 2}
KILLED, ALLOWED = 0x80000000, 0x7FFF0000
OWN_PID, CONNECTION, FLAGS = 4242, 7, 0x8004
FILLED_IN = {SELF: OWN_PID, WIRE: CONNECTION, MARK: FLAGS}


def refused(number: int) -> int:
    return 0x00050000 | number


def judge(program: Program, machine: str, number: int, *arguments: int) -> int:
    """What the kernel would answer: a little interpreter of its instructions."""
    code = bytearray(program.code)
    for what, value in FILLED_IN.items():
        for offset in program.blanks[what]:
            struct.pack_into("=I", code, offset, value)
    padded = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack("=iIQ6Q", struct.unpack("=i", struct.pack("=I", number))[0], AUDIT[machine], 0, *padded)
    accumulator, at = 0, 0
    while True:
        op, yes, no, operand = struct.unpack_from("=HBBI", code, 8 * at)
        at += 1
        match op:
            case 0x20:
                (accumulator,) = struct.unpack_from("=I", data, operand)
            case 0x54:
                accumulator &= operand
            case 0x05:
                at += operand
            case 0x15:
                at += yes if accumulator == operand else no
            case 0x35:
                at += yes if accumulator >= operand else no
            case 0x06:
                return operand
            case _:
                raise AssertionError(f"instruction {op:#x}")


def numbers(machine: str) -> dict[str, int]:
    return {row[0]: row[COLUMN[machine]] for row in table.ROWS if row[COLUMN[machine]] is not None}


@pytest.mark.parametrize("machine", AUDIT)
def test_every_number_gets_its_rule(machine: str) -> None:
    program = seccomp.program(machine=machine)
    rows = {row[COLUMN[machine]]: row[3] for row in table.ROWS}
    for number in range(600):
        rule: Rule = rows.get(number) or next(
            rule for start, rule in sorted(table.BOUNDS[machine].items(), reverse=True) if start <= number
        )
        verdict = judge(program, machine, number, 0xFFFF, 0xFFFF)
        match rule:
            case Allow():
                assert verdict == ALLOWED
            case Deny(error):
                assert verdict == refused(error)
            case When(deadly=True):
                assert verdict == KILLED
            case When(negate=True) | Except(then=When(negate=True)):
                assert verdict == ALLOWED
            case When(otherwise=error) | Except(then=When(otherwise=error)):
                assert verdict == refused(error)


@pytest.mark.parametrize("machine", AUDIT)
@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("kill", (OWN_PID, 9), True),
        ("kill", (1, 9), False),
        ("kill", (0xFFFFFFFF, 9), False),
        ("kill", (0, 9), False),
        ("tgkill", (OWN_PID, OWN_PID, 6), True),
        ("tgkill", (OWN_PID + 1, OWN_PID, 6), False),
        ("prlimit64", (0, 7), True),
        ("prlimit64", (OWN_PID + 1, 7), False),
        ("prlimit64", (0xDEAD_0000_0000, 7), True),
        ("fcntl", (3, 1030), True),
        ("fcntl", (3, 8), False),
        ("fcntl", (3, 1024), False),
        ("ioctl", (0, 0x5401), True),
        ("ioctl", (0, 0x5412), False),
        ("prctl", (15,), True),
        ("prctl", (4, 1), False),
        ("prctl", (1, 0), False),
        ("prctl", (22, 2), False),
        ("read", (8,), True),
        ("read", (CONNECTION,), False),
        ("write", (CONNECTION,), False),
        ("writev", (CONNECTION,), False),
        ("pwritev2", (CONNECTION,), False),
        ("shutdown", (CONNECTION,), False),
        ("dup", (8,), True),
        ("dup", (CONNECTION,), False),
        ("dup3", (8, 9), True),
        ("dup3", (8, CONNECTION), False),
        ("dup3", (CONNECTION, 8), False),
        ("fcntl", (CONNECTION, 1), False),
        ("fcntl", (CONNECTION, 1030), False),
        ("sendto", (CONNECTION, 0, 0, FLAGS), True),
        ("sendto", (CONNECTION, 0, 0, 0), False),
        ("recvfrom", (8, 0, 0, FLAGS | 2), False),
    ],
)
def test_rules_on_arguments(machine: str, name: str, arguments: tuple[int, ...], allowed: bool) -> None:
    verdict = judge(seccomp.program(machine=machine), machine, numbers(machine)[name], *arguments)
    assert (verdict == ALLOWED) is allowed


def test_other_architectures_and_x32_are_killed() -> None:
    program = seccomp.program(machine="x86_64")
    assert judge(program, "aarch64", 0) == KILLED
    assert judge(program, "x86_64", 0x40000000 + 39) == KILLED
    assert judge(program, "x86_64", 0xFFFFFFFF) == KILLED


@pytest.mark.parametrize("machine", AUDIT)
def test_sealed_looks_nothing_up(machine: str) -> None:
    program = seccomp.program(machine=machine, sealed=True)
    known = numbers(machine)
    for name in table.PATH_CALLS & known.keys():
        assert judge(program, machine, known[name]) == refused(errno.EACCES), name
    assert judge(program, machine, known["newfstatat"], 3, 0, 0, 0x1000) == ALLOWED
    assert judge(program, machine, known["newfstatat"], 3, 0, 0, 0x100) == refused(errno.EACCES)


@pytest.mark.parametrize("abi", [1, 2, 3])
def test_an_old_landlock_gets_help_against_truncation(abi: int) -> None:
    program = seccomp.program(machine="x86_64", landlock_abi=abi)
    verdicts = [judge(program, "x86_64", 257, 0, 0, flags) == ALLOWED for flags in (0, 0o1000, 0o1003, 0o1001, 0o1002)]
    assert verdicts == ([True] * 5 if abi >= 3 else [True, False, False, True, True])


DANGEROUS = """
    execve execveat fork vfork ptrace process_vm_readv process_vm_writev pidfd_open pidfd_getfd
    pidfd_send_signal chmod fchmod fchmodat chown fchown fchownat utime utimensat setxattr
    removexattr link linkat symlink symlinkat mknod mknodat mkdir mkdirat unlink unlinkat rename
    renameat renameat2 truncate creat shmget shmat semget msgget mq_open memfd_create io_uring_setup
    bpf perf_event_open userfaultfd add_key keyctl mount umount2 pivot_root chroot unshare setns
    inotify_init inotify_add_watch sched_setaffinity sched_setscheduler sched_setattr setpriority
    ioprio_set personality setuid setgid setsid setpgid connect bind listen accept sendmsg recvmsg
    landlock_restrict_self seccomp reboot kexec_load init_module delete_module open_by_handle_at
    name_to_handle_at kcmp modify_ldt iopl process_madvise splice
"""


@pytest.mark.parametrize("name", DANGEROUS.split())
def test_the_dangerous_calls_are_not_in_the_table(name: str) -> None:
    assert name not in {row[0] for row in table.ROWS}


def test_names_and_numbers_agree_with_the_system_headers() -> None:
    header = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
    if not header.exists():
        pytest.skip("no kernel headers here")
    known = dict(re.findall(r"#define __NR_(\w+) (\d+)", header.read_text()))
    for name, number in numbers("x86_64").items():
        assert int(known[name]) == number


def test_the_generic_numbers_agree_with_the_system_headers() -> None:
    header = Path("/usr/include/asm-generic/unistd.h")
    if not header.exists():
        pytest.skip("no kernel headers here")
    known = dict(re.findall(r"#define __NR(?:3264)?_(\w+) (\d+)", header.read_text()))
    known["newfstatat"] = known["fstatat"]
    for name, number in numbers("aarch64").items():
        assert int(known[name]) == number


def test_long_jumps_reach() -> None:
    rules: dict[int, Rule] = {number: When(0, tuple(range(number, number + 40))) for number in range(0, 2000, 2)}
    program = assemble(AUDIT["x86_64"], rules, {0: EPERM, 5000: KILL})
    assert len(program) > 4 * 255
    assert judge(program, "x86_64", 1998, 2000) == ALLOWED
    assert judge(program, "x86_64", 1999, 2000) == refused(errno.EPERM)
    assert judge(program, "x86_64", 5000) == KILLED
    assert judge(assemble(AUDIT["x86_64"], {3: ALLOW}, {0: EPERM}), "x86_64", 3) == ALLOWED
