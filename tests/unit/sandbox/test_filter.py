"""The kernel's filter, run here by a small machine of its own: what is allowed, what is refused."""

import errno
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sandbox.filter import (
    Call,
    Condition,
    Instruction,
    allow_all_but,
    allow_only,
    packed,
)
from desktop.sandbox.syscalls import AARCH64, X86_64, Architecture, architecture_of

pytestmark = pytest.mark.unit

ALLOW, KILL = 0x7FFF_0000, 0x8000_0000
REFUSE = 0x0005_0000 | errno.EPERM
BOTH = pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=["x86_64", "aarch64"])
MOST_INSTRUCTIONS = 4_096


def answer(
    program: list[Instruction], number: int, *arguments: int, audit: int = X86_64.audit
) -> int:
    """What the kernel would do with a call, as linux/filter.h has it."""
    values = [one % 2**64 for one in (*arguments, *[0] * 6)][:6]
    data = struct.pack("<iIQ6Q", number, audit, 0, *values)
    at, loaded = 0, 0
    while True:
        code, when, unless, operand = program[at]
        at += 1
        match code:
            case 0x20:
                (loaded,) = struct.unpack_from("<I", data, operand)
            case 0x54:
                loaded &= operand
            case 0x15:
                at += when if loaded == operand else unless
            case 0x35:
                at += when if loaded >= operand else unless
            case 0x06:
                return operand
            case _:
                pytest.fail(f"no such instruction: {code:#x}")


READ = Call(name="read")
OPEN = Call(name="openat", only_if=(Condition(argument=2, mask=0o3, value=0),))
ASK = Call(name="prlimit64", only_if=(Condition(argument=2, mask=2**64 - 1, value=0),))
TWO = Call(
    name="mmap",
    only_if=(
        Condition(argument=2, mask=0x4, value=0),
        Condition(argument=0, mask=2**64 - 1, value=7),
    ),
)


@BOTH
def test_only_the_calls_on_the_list_are_allowed(architecture: Architecture) -> None:
    program = allow_only((READ, OPEN, ASK, TWO), architecture)
    for name, number in architecture.numbers.items():
        expected = ALLOW if name in {"read", "openat", "prlimit64"} else REFUSE
        assert answer(program, number, audit=architecture.audit) == expected, name


@BOTH
def test_all_but_the_calls_on_the_list_are_allowed(architecture: Architecture) -> None:
    program = allow_all_but((Call(name="ptrace"), Call(name="execve")), architecture)
    for name, number in architecture.numbers.items():
        expected = REFUSE if name in {"ptrace", "execve"} else ALLOW
        assert answer(program, number, audit=architecture.audit) == expected, name


@pytest.mark.parametrize(
    ("flags", "expected"),
    [(0, ALLOW), (0o2000000, ALLOW), (1, REFUSE), (2, REFUSE), (0o101, REFUSE), (2**32, ALLOW)],
)
def test_only_the_bits_that_count_are_looked_at(flags: int, expected: int) -> None:
    """Of flags the kernel heeds 32 bits, and so does the filter."""
    program = allow_only((READ, OPEN), X86_64)
    assert answer(program, X86_64.numbers["openat"], -100, 1, flags) == expected


@pytest.mark.parametrize("address", [1, 2**31, 2**32, 2**40, 2**64 - 1])
def test_an_address_counts_with_both_its_halves(address: int) -> None:
    program = allow_only((ASK,), X86_64)
    assert answer(program, X86_64.numbers["prlimit64"], 0, 9, address) == REFUSE
    assert answer(program, X86_64.numbers["prlimit64"], 0, 9, 0) == ALLOW


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_every_condition_of_a_call_holds(first: int, third: int) -> None:
    program = allow_only((READ, TWO, OPEN), X86_64)
    is_met = first == 7 and not third & 0x4
    assert answer(program, X86_64.numbers["mmap"], first, 0, third) == (ALLOW if is_met else REFUSE)
    assert answer(program, X86_64.numbers["mmap"], 7, 0, 3) == ALLOW


@pytest.mark.parametrize("audit", [0x4000_0003, AARCH64.audit, 0])
def test_a_call_of_another_processor_is_the_end(audit: int) -> None:
    """A 32-bit call has other numbers: 11 is execve there."""
    assert answer(allow_only((READ,), X86_64), 11, audit=audit) == KILL
    assert answer(allow_all_but((READ,), X86_64), 11, audit=audit) == KILL


def test_the_second_numbers_of_the_same_calls_are_refused() -> None:
    """X32: 0x40000000 and the number."""
    program = allow_all_but((Call(name="ptrace"),), X86_64)
    assert answer(program, 0x4000_0000 | X86_64.numbers["ptrace"]) == REFUSE
    assert answer(program, 0x4000_0000 | X86_64.numbers["read"]) == REFUSE


def test_a_call_that_a_processor_has_not_is_left_out() -> None:
    assert allow_only((Call(name="time"),), AARCH64) == allow_only((), AARCH64)
    assert allow_only((Call(name="time"),), X86_64) != allow_only((), X86_64)


@BOTH
def test_a_program_has_the_kernel_s_form(architecture: Architecture) -> None:
    calls = [Call(name=name) for name in architecture.numbers]
    program = allow_only([*calls, OPEN, ASK, TWO], architecture)
    assert len(packed(program)) == 8 * len(program)
    assert len(program) < MOST_INSTRUCTIONS
    assert packed([(0x15, 1, 2, 0xC000_003E)]) == struct.pack("=HBBI", 0x15, 1, 2, 0xC000_003E)


def test_processors_are_known_by_name() -> None:
    assert architecture_of("x86_64") is X86_64
    assert architecture_of("aarch64") is AARCH64
    assert architecture_of("riscv64") is None
    assert architecture_of("AMD64") is None
