"""What is taken from the engine, and that a call's own needs are left to it."""

import pytest

from desktop.media.engine import lock_in as module
from desktop.media.engine.lock_in import NEVER_NEEDED, lock_in
from desktop.sandbox.measures import words
from desktop.sandbox.syscalls import X86_64

pytestmark = pytest.mark.unit


def test_every_call_that_is_taken_has_a_number() -> None:
    """One without would be left to it, and nobody would see that."""
    assert set(NEVER_NEEDED) <= set(X86_64.numbers)
    assert len(set(NEVER_NEEDED)) == len(NEVER_NEEDED)


@pytest.mark.parametrize(
    ("architecture", "privileges", "calls", "expected"),
    [
        (X86_64, True, True, "no_new_rights,calls"),
        (X86_64, True, False, "no_new_rights"),
        (X86_64, False, True, "none"),
        (None, True, True, "none"),
    ],
)
def test_the_engine_says_what_holds_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
    architecture: object,
    privileges: bool,
    calls: bool,
    expected: str,
) -> None:
    monkeypatch.setattr(module, "this_architecture", lambda: architecture)
    monkeypatch.setattr(module, "give_up_new_rights", lambda: privileges)
    monkeypatch.setattr(module, "refuse_calls", lambda *_: calls)
    assert words(lock_in()) == expected
