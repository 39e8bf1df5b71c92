"""Values of any type that may be a field of a message: made by hypothesis, from the type alone."""

import functools
import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, NewType, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
PLAIN: Mapping[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=30),
    Path: st.binary(min_size=1, max_size=30).map(lambda raw: Path(os.fsdecode(raw))),
    NoneType: st.none(),
}


@functools.cache
def values(form: Any) -> st.SearchStrategy[Any]:
    """Any value of this type. Kept: to make a strategy takes longer than to draw from it."""
    if isinstance(form, NewType):
        return values(form.__supertype__)
    if form in PLAIN:
        return PLAIN[form]
    if isinstance(form, type) and issubclass(form, Enum):
        return st.sampled_from(form)
    if isinstance(form, type) and is_dataclass(form):
        hints = get_type_hints(form)
        return st.builds(form, **{one.name: values(hints[one.name]) for one in fields(form)})
    return _composed(get_origin(form), get_args(form))


def _composed(origin: Any, inner: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is tuple and inner[-1] is ...:
        return st.lists(values(inner[0]), max_size=4).map(tuple)
    parts = [values(one) for one in inner]
    if origin is tuple:
        return st.tuples(*parts)
    if origin is frozenset:
        return st.frozensets(*parts, max_size=4)
    if origin is Mapping:
        return st.dictionaries(*parts, max_size=4)
    return st.one_of(parts)
