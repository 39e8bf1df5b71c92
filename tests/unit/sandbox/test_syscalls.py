"""Numbers of system calls against this system's own headers."""

import re
from pathlib import Path

import pytest

from desktop.sandbox.syscalls import AARCH64, X86_64, Architecture

pytestmark = pytest.mark.unit

HEADERS = (
    (X86_64, Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")),
    (AARCH64, Path("/usr/include/asm-generic/unistd.h")),
)
# The generic header names it by what the C library calls it on 32 bit.
OTHER_NAMES = {"newfstatat": "fstatat"}


@pytest.mark.parametrize(("architecture", "header"), HEADERS, ids=["x86_64", "aarch64"])
def test_numbers_are_those_of_the_kernel(architecture: Architecture, header: Path) -> None:
    if not header.exists():
        pytest.skip("no headers of the kernel here")
    defined = dict(
        re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text(encoding="utf-8"))
    )
    for name, number in architecture.numbers.items():
        told = defined.get(name) or defined.get(OTHER_NAMES.get(name, ""))
        assert told is not None, name
        assert int(told) == number, name


@pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=["x86_64", "aarch64"])
def test_no_number_stands_for_two_calls(architecture: Architecture) -> None:
    numbers = list(architecture.numbers.values())
    assert len(set(numbers)) == len(numbers) > 80
