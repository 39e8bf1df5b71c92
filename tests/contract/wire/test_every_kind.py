"""Of every kind of record: what is written is what is read, by this program and by its neighbours.

A kind that is added to the enum and not to the tables fails here.
"""

import json
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Literal, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cityserver.exchange.needs import NEEDS, OperationRefused
from desktop.cityserver.exchange.push_rules import checked_record
from desktop.contract.base import Received
from desktop.contract.operations import OperationIn, RefusalReason
from desktop.documents.records.mapping import paper_from
from desktop.domain.access.kinds import KINDS, OWNER_FIELD, SESSION_FIELD, Blobs, Need, Owner
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.mapping.codec import Codec, Unfit
from desktop.mapping.records import RECORDS, RecordKind
from desktop.store.records.items import StoredItem
from desktop.store.rows.merge import is_same_body
from desktop.sync.records.mapping import line_of, readable, receipt_of, record_of
from tests.rigs.city.city_room import operation
from tests.rigs.system.few_examples import few_examples
from tests.samples.any_record import any_given, any_record, enum_in
from tests.samples.loan import LENDING

pytestmark = [pytest.mark.contract, pytest.mark.timeout(300)]

KIND = pytest.mark.parametrize("kind", list(LENDING))
"""Those of the product, and one of the tests: a kind gets these properties with its declaration."""
UNHEARD = "unheard-of"
READERS: dict[str, Callable[[StoredItem], object]] = {
    EntityKind.MINUTE_LINE: line_of,
    EntityKind.RECEIPT: receipt_of,
    EntityKind.PAPER: lambda item: paper_from(item, {}, is_local=False),
}
"""How a desk reads kinds that are more than their body."""


@st.composite
def written(draw: st.DrawFn, kind: RecordKind[Any]) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """A record, what of it does not travel, and its body."""
    codec = kind.codec
    record = draw(any_record(codec))
    body = codec.write(record, **draw(any_given(codec)))
    return record, {name: getattr(record, name) for name in codec.rules.local}, body


def item_of(kind: str, body: dict[str, Any]) -> StoredItem:
    return StoredItem(
        kind=kind,
        entity_id="record-1",
        session_id=None,
        revision=1,
        body=body,
        storage=RecordStorage.CITY,
    )


def test_every_kind_stands_in_every_table() -> None:
    assert list(KINDS) == list(RECORDS) == list(EntityKind)
    assert all(RECORDS[kind].rule is KINDS[kind] for kind in EntityKind)
    assert all(RECORDS[kind].kind == kind for kind in EntityKind)
    assert set(NEEDS) == set(Need)


@KIND
def test_the_rules_name_fields_that_the_body_has(kind: str) -> None:
    rule, model = LENDING[kind].rule, LENDING[kind].codec.model
    named = {*rule.fixed, rule.seat_in, rule.id_field} - {""}
    named |= {OWNER_FIELD} if rule.owner is Owner.SITE else set()
    named |= {SESSION_FIELD} if rule.is_of_session else set()
    named |= {"sha256"} if rule.blobs is Blobs.PAPER else set()
    named |= {"entries"} if rule.blobs is Blobs.PHOTOS else set()
    assert named <= model.model_fields.keys()
    assert issubclass(model, Received)


@KIND
@few_examples()
@given(data=st.data())
def test_a_record_comes_back_as_it_went(kind: str, data: st.DataObject) -> None:
    record, local, body = data.draw(written(LENDING[kind]))
    codec = LENDING[kind].codec
    arrived = json.loads(json.dumps(body))
    assert arrived == body
    assert codec.read(arrived, **local) == record
    taken = codec.taken(arrived)
    assert is_same_body(taken, body)
    codec.check_words(taken)
    assert codec.read(taken, **local) == record


@KIND
@few_examples()
@given(data=st.data())
def test_what_a_newer_city_adds_is_left_out_at_any_depth(kind: str, data: st.DataObject) -> None:
    record, local, body = data.draw(written(LENDING[kind]))
    names = st.sampled_from(["weather", *LENDING[kind].codec.rules.local - body.keys()])
    name = data.draw(names)
    assert LENDING[kind].codec.read(grown(body, name), **local) == record


def grown(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        # a field that the city has there already is nothing new
        return {name: {"is": ["new"]}, **{key: grown(one, name) for key, one in value.items()}}
    return [grown(one, name) for one in value] if isinstance(value, list) else value


@KIND
@few_examples()
@given(data=st.data())
def test_a_body_of_an_older_program_reads_with_what_it_did_not_know(
    kind: str, data: st.DataObject
) -> None:
    _, local, body = data.draw(written(LENDING[kind]))
    codec = LENDING[kind].codec
    assert codec.read(older(codec, body), **local) == codec.read(older(codec, body, 1), **local)


def older(codec: Codec[Any, Any], body: dict[str, Any], is_filled: int = 0) -> dict[str, Any]:
    """Without any field that may be left out; is_filled: with what such a field means."""
    found = dict(body)
    for name, info in codec.model.model_fields.items():
        if not info.is_required():
            found.pop(name, None)
            if is_filled:
                default = info.get_default(call_default_factory=True)
                found[name] = list(default) if isinstance(default, tuple) else default
    for one in codec.fields:
        value = found.get(one.wire)
        if one.part is not None and isinstance(value, list):
            found[one.wire] = [older(one.part, each, is_filled) for each in value]
        elif one.part is not None and value is not None:
            found[one.wire] = older(one.part, value, is_filled)
    return found


@KIND
@few_examples()
@given(data=st.data())
def test_nothing_that_must_be_there_may_be_missing(kind: str, data: st.DataObject) -> None:
    _, local, body = data.draw(written(LENDING[kind]))
    codec = LENDING[kind].codec
    required = [name for name, info in codec.model.model_fields.items() if info.is_required()]
    name = data.draw(st.sampled_from(required))
    with pytest.raises(Unfit, match=name):
        codec.read({key: value for key, value in body.items() if key != name}, **local)


@KIND
@few_examples()
@given(data=st.data())
def test_a_word_outside_its_set_is_refused_by_the_city_and_passed_over_by_the_desk(
    kind: str, data: st.DataObject
) -> None:
    _, local, body = data.draw(written(LENDING[kind]))
    for odd in misspelt(LENDING[kind].codec, body):
        with pytest.raises(Unfit) as unfit:
            LENDING[kind].check(LENDING[kind].codec.taken(odd))
        assert UNHEARD not in str(unfit.value)
        if LENDING[kind].rule.owner is not Owner.CITY:
            pushed = OperationIn.model_validate(operation(kind, "record-1", odd))
            with pytest.raises(OperationRefused) as refused:
                checked_record(LENDING, pushed)
            assert refused.value.reason is RefusalReason.BAD_BODY
        with pytest.raises(Unfit) as unfit:
            LENDING[kind].codec.read(odd, **local)
        assert UNHEARD not in str(unfit.value)
        reader = READERS.get(kind, partial(record_of, LENDING[kind]))
        assert readable([item_of(kind, odd)], reader) == ()


def misspelt(codec: Codec[Any, Any], body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The body with one word exchanged, for each word in it."""
    hints = get_type_hints(codec.record)
    for one in codec.fields:
        value = body.get(one.wire)
        if enum_in(hints[one.name]) is not None:
            many = [*value[1:], UNHEARD] if isinstance(value, list) else None
            yield {**body, one.wire: UNHEARD if many is None else many}
        elif one.part is not None and isinstance(value, list):
            for place, each in enumerate(value):
                for odd in misspelt(one.part, each):
                    yield {**body, one.wire: [*value[:place], odd, *value[place + 1 :]]}
        elif one.part is not None and value is not None:
            for odd in misspelt(one.part, value):
                yield {**body, one.wire: odd}


def test_words_are_looked_for_at_every_depth() -> None:
    """So that the test above cannot be content with nothing."""
    kinds_with_words = {kind for kind, one in RECORDS.items() if any(_word_fields(one.codec))}
    assert kinds_with_words == set(EntityKind) - {
        EntityKind.FOCAL_POINT,
        EntityKind.PAPERS_HELD,
        EntityKind.PAPER_PLACE,
        EntityKind.GROUP,
        EntityKind.LISTENING,
        EntityKind.REGISTER_NUMBER,
        EntityKind.MINUTES_AMENDMENT,
    }
    assert set(_word_fields(RECORDS[EntityKind.SESSION].codec)) == {
        "kind", "reception_kind", "role", "status",
    }  # fmt: skip


def _word_fields(codec: Codec[Any, Any]) -> Iterator[str]:
    hints = get_type_hints(codec.record)
    for one in codec.fields:
        if enum_in(hints[one.name]) is not None:
            yield one.name
        elif one.part is not None:
            yield from _word_fields(one.part)


@KIND
@few_examples()
@given(data=st.data())
def test_text_is_composed_on_arrival_when_it_was_sent_so_and_otherwise_what_it_was(
    kind: str, data: st.DataObject
) -> None:
    """It is composed where it is typed (domain.md §4); on its way nobody touches a letter."""
    codec = LENDING[kind].codec
    _, local, body = data.draw(written(LENDING[kind]))
    given_too = {name: body[name] for name in codec.rules.given}
    for form in ("NFC", "NFD"):
        sent = respelt(body, form)
        try:
            read = codec.read(sent, **local)
        except Unfit:  # longer in this form than the wire allows
            continue
        assert is_same_body(codec.write(read, **given_too), sent)


def respelt(value: Any, form: Literal["NFC", "NFD"]) -> Any:
    if isinstance(value, dict):
        return {key: respelt(one, form) for key, one in value.items()}
    if isinstance(value, list):
        return [respelt(one, form) for one in value]
    return unicodedata.normalize(form, value) if isinstance(value, str) else value
