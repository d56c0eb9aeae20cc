"""An assembler for the classic BPF of seccomp filters: a rule per system call in, machine code out.

The kernel runs a new filter once for every call number when it is installed, and on every call after that, so the
numbers are found by binary search instead of down a list.
"""

import errno
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from .rule import KILL, MARK, SELF, WIRE, Allow, Deny, Except, Kill, Rule, When

_LOAD, _AND, _RETURN, _JUMP, _EQUAL, _AT_LEAST = 0x20, 0x54, 0x06, 0x05, 0x15, 0x35
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_RET_KILL, _RET_ERRNO, _RET_ALLOW = 0x80000000, 0x00050000, 0x7FFF0000

Instruction = tuple[int, int, int, int]
"""Operation, jump if true, jump if false, operand."""


@dataclass(frozen=True, slots=True)
class Program:
    """Assembled code. ``blanks`` are the byte offsets that a child fills in, by what belongs there (SELF, WIRE, MARK)."""

    code: bytes
    blanks: Mapping[int, tuple[int, ...]]

    def __len__(self) -> int:
        """How many instructions."""
        return len(self.code) // 8


def assemble(architecture: int, rules: Mapping[int, Rule], bounds: Mapping[int, Rule]) -> Program:
    """A filter for one architecture (its AUDIT_ARCH number).

    ``rules`` are the numbers with a rule of their own. ``bounds`` say what happens to the others: from each of its
    numbers on, up to the next, that rule holds; it starts at 0.
    """
    code: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _verdict(KILL)),
        (_LOAD, 0, 0, _NUMBER_AT),
        *_search(_spans(rules, bounds)),
    ]
    blanks = {
        what: tuple(8 * at + 4 for at, (op, _, _, operand) in enumerate(code) if op == _EQUAL and operand == what)
        for what in (SELF, WIRE, MARK)
    }
    packed = b"".join(struct.pack("=HBBI", op, yes, no, operand & 0xFFFFFFFF) for op, yes, no, operand in code)
    return Program(packed, blanks)


def _spans(rules: Mapping[int, Rule], bounds: Mapping[int, Rule]) -> list[tuple[int, Rule]]:
    """The numbers at which the rule changes, in order, each with the rule that begins there."""
    starts = sorted({*bounds, *rules, *(number + 1 for number in rules)})
    spans: list[tuple[int, Rule]] = []
    for start in starts:
        floor = max(bound for bound in bounds if bound <= start)
        rule = rules.get(start, bounds[floor])
        if not spans or spans[-1][1] != rule:
            spans.append((start, rule))
    return spans


def _search(spans: list[tuple[int, Rule]]) -> list[Instruction]:
    """Code that finds the span of the loaded number and acts on it."""
    if len(spans) == 1:
        return _leaf(spans[0][1])
    middle = len(spans) // 2
    low, high = _search(spans[:middle]), _search(spans[middle:])
    # Conditional jumps reach 255 instructions at most; the plain jump reaches any.
    return [(_AT_LEAST, 0, 1, spans[middle][0]), (_JUMP, 0, 0, len(low)), *low, *high]


def _leaf(rule: Rule) -> list[Instruction]:
    if isinstance(rule, Except):
        tests: list[Instruction] = [(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * rule.index)]
        count = len(rule.values)
        tests += [(_EQUAL, count - 1 - at, int(at == count - 1), value) for at, value in enumerate(rule.values)]
        return [*tests, (_RETURN, 0, 0, _RET_ERRNO | errno.EPERM), *_leaf(rule.then)]
    if not isinstance(rule, When):
        return [(_RETURN, 0, 0, _verdict(rule))]
    code: list[Instruction] = [(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * rule.index)]
    if rule.mask != 0xFFFFFFFF:
        code.append((_AND, 0, 0, rule.mask))
    count = len(rule.values)
    code += [(_EQUAL, count - at, 0, value) for at, value in enumerate(rule.values)]
    refused, made = _RET_KILL if rule.deadly else _RET_ERRNO | rule.otherwise, _RET_ALLOW
    if rule.negate:
        refused, made = made, refused
    return [*code, (_RETURN, 0, 0, refused), (_RETURN, 0, 0, made)]


def _verdict(rule: Allow | Deny | Kill) -> int:
    match rule:
        case Allow():
            return _RET_ALLOW
        case Deny(number):
            return _RET_ERRNO | number
        case Kill():
            return _RET_KILL
