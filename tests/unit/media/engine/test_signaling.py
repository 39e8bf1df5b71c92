"""Signals between engines: ours come back, everything else is refused as a whole."""

import contextlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import ProtocolError
from desktop.domain.media.call import QualityCause, Rung
from desktop.media.engine.signaling import (
    HASH_BYTES,
    MAX_CHARS,
    MAX_LINES,
    PictureNote,
    Signal,
    SignalKind,
    WordsNote,
    WordsStep,
    format_signal,
    parse_signal,
)

pytestmark = pytest.mark.unit

GOOD: dict[str, Any] = {
    "format": 1,
    "kind": "offer",
    "connection_id": "c",
    "from": 2,
    "to": 1,
    "sdp": "v=0",
}
HASHES = st.binary(min_size=HASH_BYTES, max_size=HASH_BYTES)
NOTES = st.builds(WordsNote, step=st.just(WordsStep.COMMIT), commitment=HASHES) | st.builds(
    WordsNote,
    step=st.sampled_from([WordsStep.NONCE, WordsStep.OPEN]),
    commitment=HASHES,
    nonce=HASHES,
)
WORDS: dict[str, Any] = GOOD | {
    "kind": "words",
    "words": {"step": "nonce", "commitment": "0a" * HASH_BYTES, "nonce": "0b" * HASH_BYTES},
}
SIGNALS = st.builds(
    Signal,
    kind=st.sampled_from([one for one in SignalKind if one is not SignalKind.WORDS]),
    connection_id=st.text(max_size=64),
    from_number=st.integers(0, 2**53 - 1),
    to_number=st.integers(0, 2**53 - 1),
    sdp=st.text(max_size=200),
    picture=st.builds(
        PictureNote,
        wanted_lines=st.none() | st.integers(0, MAX_LINES),
        rung=st.sampled_from(Rung),
        cause=st.sampled_from(QualityCause),
    ),
)


@given(SIGNALS | st.builds(replace, SIGNALS, kind=st.just(SignalKind.WORDS), words=NOTES))
def test_a_signal_comes_back_as_it_was(signal: Signal) -> None:
    assert parse_signal(format_signal(signal)) == signal


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"format": None},
        {"kind": "hello"},
        {"kind": 7},
        {"kind": None},
        {"kind": ["offer"]},
        {"connection_id": 5},
        {"connection_id": "x" * 65},
        {"from": -1},
        {"from": 1.5},
        {"from": True},
        {"from": "1"},
        {"to": 2**53},
        {"to": None},
        {"sdp": None},
        {"sdp": ["v=0"]},
        {"picture": None},
        {"picture": "720p"},
        {"picture": {"lines": -1}},
        {"picture": {"lines": MAX_LINES + 1}},
        {"picture": {"lines": True}},
        {"picture": {"lines": 360.0}},
        {"picture": {"rung": "4k"}},
        {"picture": {"rung": ["720p"]}},
        {"picture": {"cause": "bad luck"}},
    ],
)
def test_a_signal_with_a_wrong_field_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        parse_signal(json.dumps({**GOOD, **change}))


@pytest.mark.parametrize(
    "words",
    [
        None,
        "commit",
        {},
        WORDS["words"] | {"step": "hello"},
        WORDS["words"] | {"step": ["nonce"]},
        WORDS["words"] | {"commitment": "0a" * (HASH_BYTES - 1)},
        WORDS["words"] | {"commitment": "0A" * HASH_BYTES},
        WORDS["words"] | {"commitment": None},
        WORDS["words"] | {"nonce": ""},
        WORDS["words"] | {"nonce": "0b" * (HASH_BYTES + 1)},
        WORDS["words"] | {"nonce": "\u0661" * 2 * HASH_BYTES},
        WORDS["words"] | {"nonce": 7},
    ],
)
def test_a_note_of_words_with_a_wrong_field_is_refused(words: Any) -> None:
    parse_signal(json.dumps(WORDS))
    with pytest.raises(ProtocolError):
        parse_signal(json.dumps({**WORDS, "words": words}))


def test_a_note_of_words_stands_in_a_signal_of_its_own_only() -> None:
    assert parse_signal(json.dumps({**WORDS, "kind": "offer"})).words is None


def test_an_engine_that_says_nothing_of_pictures_wants_and_sends_all() -> None:
    assert parse_signal(json.dumps(GOOD)).picture == PictureNote()


@pytest.mark.parametrize("missing", sorted(GOOD))
def test_a_signal_with_a_missing_field_is_refused(missing: str) -> None:
    with pytest.raises(ProtocolError):
        parse_signal(json.dumps({key: value for key, value in GOOD.items() if key != missing}))


@pytest.mark.parametrize("text", ["", "[]", "7", "{", "null", "[" * 90_000, "x" * (MAX_CHARS + 1)])
def test_what_is_no_signal_is_refused(text: str) -> None:
    with pytest.raises(ProtocolError):
        parse_signal(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(ProtocolError):
        parse_signal(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(GOOD)), inner)
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: Any) -> None:
    with contextlib.suppress(ProtocolError):
        parse_signal(json.dumps(value))
