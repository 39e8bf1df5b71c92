"""The self-test without a child: never begun, what it is good for."""

import pytest

from desktop.media.desk.engine_proof import EngineProof, this_pc

pytestmark = pytest.mark.unit


def test_stopping_what_never_began_is_nothing() -> None:
    EngineProof(command=("x",), on_done=lambda _failure: None).stop()


def test_what_a_proof_is_good_for_names_the_library_and_the_program() -> None:
    assert this_pc().startswith("0.1.0|")
    assert this_pc() == this_pc()
