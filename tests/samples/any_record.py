"""Any record that the wire allows, made from the declaration of its kind alone."""

import types
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from desktop.mapping.codec import Codec, FieldPair

MOST_IN_A_TUPLE = 2
MOST_LETTERS = 64
"""Of a text that is not as long as it may be."""
_ANY_TEXT = r"^[^\x00]*$"
_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=7))])
_MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2199, 12, 31), timezones=_ZONES)  # noqa: DTZ001


def any_record(codec: Codec[Any, Any]) -> st.SearchStrategy[Any]:
    """Records whose every field is within the limits of its wire."""
    hints = get_type_hints(codec.record)
    found = {name: st.from_type(hints[name]) for name in codec.rules.local}
    found |= {one.name: _field(codec, one, hints[one.name]) for one in codec.fields}
    for name, wires in codec.rules.spread.items():
        parts = {part: _of_wire(codec.model.model_fields[wire]) for part, wire in wires.items()}
        found[name] = st.builds(hints[name], **parts)
    return st.builds(codec.record, **{one.name: found[one.name] for one in fields(codec.record)})


def any_given(codec: Codec[Any, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Values of the fields that only the body has."""
    return st.fixed_dictionaries(
        {name: _of_wire(codec.model.model_fields[name]) for name in codec.rules.given}
    )


def enum_in(hint: Any) -> type[StrEnum] | None:
    """The closed set that a type of the domain is made of."""
    found = [hint, *get_args(hint)]
    enums = (one for one in found if isinstance(one, type) and issubclass(one, StrEnum))
    return next(enums, None)


def _field(codec: Codec[Any, Any], one: FieldPair, hint: Any) -> st.SearchStrategy[Any]:
    info = codec.model.model_fields[one.wire]
    enum = enum_in(hint)
    if one.part is not None:
        return _nested(any_record(one.part), info)
    if enum is not None:
        words = st.sampled_from(enum)
        if get_origin(hint) is frozenset:
            return st.frozensets(words)
        if get_origin(hint) is tuple:
            return st.lists(words, max_size=MOST_IN_A_TUPLE).map(tuple)
        return st.none() | words if type(None) in get_args(hint) else words
    values = _of_wire(info)
    if get_origin(hint) is frozenset:
        return values.map(frozenset)
    return values.map(lambda value: value or "") if hint is str else values


def _nested(records: st.SearchStrategy[Any], info: FieldInfo) -> st.SearchStrategy[Any]:
    if get_origin(info.annotation) is tuple:
        return _tuples(records, info.metadata)
    is_optional = type(None) in get_args(info.annotation)
    return st.none() | records if is_optional else records


def _of_wire(info: FieldInfo) -> st.SearchStrategy[Any]:
    return _values(info.annotation, list(info.metadata))


def _values(hint: Any, told: list[Any]) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        base, *more = arguments
        inner = (one.metadata if isinstance(one, FieldInfo) else [one] for one in more)
        return _values(base, [*told, *(each for some in inner for each in some)])
    if origin in {Union, types.UnionType}:
        others = [_values(one, told) for one in arguments if one is not type(None)]
        return st.one_of([st.none()] * (type(None) in arguments) + others)
    if origin is tuple:
        return _tuples(_values(arguments[0], []), told)
    return _plain(hint, told)


def _plain(hint: Any, told: list[Any]) -> st.SearchStrategy[Any]:
    if hint is str:
        return _texts(told)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(_limit(told, "ge"), _limit(told, "le"))
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if hint is date:
        return st.dates(_limit(told, "ge") or date.min, _limit(told, "le") or date.max)
    assert hint is AwareDatetime, hint
    return _MOMENTS


def _texts(told: list[Any]) -> st.SearchStrategy[str]:
    least, most = _limit(told, "min_length") or 0, _limit(told, "max_length") or MOST_LETTERS
    patterns = {str(one.pattern) for one in told if getattr(one, "pattern", None)} - {_ANY_TEXT}
    if not patterns:
        short = st.text(_LETTERS, min_size=least, max_size=min(most, MOST_LETTERS))
        return short | st.just("ậ" * most)
    (pattern,) = patterns
    found = st.from_regex(pattern.removeprefix("^").removesuffix("$"), fullmatch=True)
    return found.filter(lambda text: least <= len(text) <= most)


def _tuples(values: st.SearchStrategy[Any], told: list[Any]) -> st.SearchStrategy[Any]:
    least, most = _limit(told, "min_length") or 0, _limit(told, "max_length")
    return st.lists(
        values, min_size=least, max_size=min(most or MOST_IN_A_TUPLE, MOST_IN_A_TUPLE)
    ).map(tuple)


def _limit(told: list[Any], name: str) -> Any:
    return next((getattr(one, name) for one in told if hasattr(one, name)), None)
