"""Which system calls a process may make, as a program for the kernel (seccomp(2), linux/filter.h).

Pure: it counts jumps, the kernel runs them. A call is known by its number; of its arguments only
numbers can be looked at, not what an address points to.
"""

import errno
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.sandbox.syscalls import X86_64, Architecture

# linux/bpf_common.h and linux/seccomp.h.
_LOAD: Final = 0x20
_AND: Final = 0x54
_IF_EQUAL: Final = 0x15
_IF_NOT_LESS: Final = 0x35
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF_0000
_REFUSE: Final = 0x0005_0000 | errno.EPERM
_KILL: Final = 0x8000_0000
# struct seccomp_data: the call's number, the processor, …, then six arguments of 64 bit.
_NUMBER_AT: Final = 0
_PROCESSOR_AT: Final = 4
_ARGUMENTS_AT: Final = 16
_HALF: Final = 0xFFFF_FFFF
_HALF_BITS: Final = 32
_X32_FROM: Final = 0x4000_0000  # the same calls once more on x86_64, by other numbers

Instruction = tuple[int, int, int, int]
"""Code, steps over when it holds, steps over when not, operand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """An argument (0 to 5) of which only the bits of `mask` count, and are `value`."""

    argument: int
    mask: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A system call by name, of which all conditions hold; a processor may not have it."""

    name: str
    only_if: tuple[Condition, ...] = ()


def allow_only(calls: Sequence[Call], architecture: Architecture) -> list[Instruction]:
    """Every other call is refused with EPERM."""
    return _program(calls, architecture, then=_ALLOW, otherwise=_REFUSE)


def allow_all_but(calls: Sequence[Call], architecture: Architecture) -> list[Instruction]:
    """These are refused with EPERM."""
    return _program(calls, architecture, then=_REFUSE, otherwise=_ALLOW)


def packed(program: Sequence[Instruction]) -> bytes:
    """As an array of struct sock_filter."""
    return b"".join(struct.pack("=HBBI", *one) for one in program)


def _program(
    calls: Sequence[Call], architecture: Architecture, *, then: int, otherwise: int
) -> list[Instruction]:
    program: list[Instruction] = [
        (_LOAD, 0, 0, _PROCESSOR_AT),
        (_IF_EQUAL, 1, 0, architecture.audit),
        (_RETURN, 0, 0, _KILL),  # a 32-bit call has other numbers
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if architecture is X86_64:
        program += [(_IF_NOT_LESS, 0, 1, _X32_FROM), (_RETURN, 0, 0, _REFUSE)]
    for call in calls:
        number = architecture.numbers.get(call.name)
        if number is not None:
            program += _block(number, call.only_if, then, otherwise)
    program.append((_RETURN, 0, 0, otherwise))
    return program


def _block(
    number: int, conditions: Sequence[Condition], then: int, otherwise: int
) -> list[Instruction]:
    """Nothing goes on behind it once the number is this one: what is loaded may change."""
    tests = [half for condition in conditions for half in _halves(condition)]
    body: list[Instruction] = []
    for index, (place, mask, value) in enumerate(tests):
        to_otherwise = 3 * (len(tests) - index - 1) + 1
        body += [(_LOAD, 0, 0, place), (_AND, 0, 0, mask), (_IF_EQUAL, 0, to_otherwise, value)]
    body.append((_RETURN, 0, 0, then))
    if tests:
        body.append((_RETURN, 0, 0, otherwise))
    return [(_IF_EQUAL, 0, len(body), number), *body]


def _halves(condition: Condition) -> list[tuple[int, int, int]]:
    """(place, mask, value) of each half that counts; both processors are little-endian."""
    place = _ARGUMENTS_AT + 8 * condition.argument
    halves = [
        (place, condition.mask & _HALF, condition.value & _HALF),
        (place + 4, condition.mask >> _HALF_BITS, condition.value >> _HALF_BITS),
    ]
    return [half for half in halves if half[1]]
