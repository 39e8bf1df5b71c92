"""Between a frozen dataclass and its body on the wire: one conversion, and small rules beside it.

The body's model says what may travel: fields, limits, defaults of what an older program leaves out.
The dataclass says what it means: ids, closed sets of words, nested records. Fields of one name
belong together; `Rules` tells the rest. Text stays letter by letter what it is: it is brought into
form where it is typed (desktop/domain/text.py).
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
B = TypeVar("B", bound=BaseModel)
JsonBody = Mapping[str, Any]
"""A body as it travels and as it is kept: JSON values only."""


class Unfit(ValueError):
    """What does not fit. faults: `place: what is wrong`, and never what stands there."""

    def __init__(self, model: type, *faults: str) -> None:
        super().__init__(f"{model.__name__}: {', '.join(faults)}")
        self.faults = faults


class Undeclared(TypeError):
    """A declaration forgets a field of one side, or names one that is not there."""

    def __init__(self, owner: type, names: Iterable[str]) -> None:
        super().__init__(f"{owner.__name__}: {', '.join(sorted(names))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """In what a dataclass differs from its body; most differ in nothing but `local`.

    local: fields of the dataclass that do not travel (id, revision, …): who reads gives them.
    given: fields of the body that the dataclass has not: who writes gives them.
    renamed: name on the wire by field.
    spread: by field that holds a dataclass, the names on the wire of that one's fields.
    empty_as_null: fields whose empty text is null on the wire.
    with_offset: instants that are written with +00:00 instead of Z, as they always were.
    parts: codecs of nested dataclasses that have rules of their own.
    """

    local: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    spread: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    empty_as_null: frozenset[str] = frozenset()
    with_offset: frozenset[str] = frozenset()
    parts: tuple["Codec[Any, Any]", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPair:
    """A field here and on the wire.

    words: its closed set, empty for other fields. is_set: it has no order, and is sorted on the
    wire. part: of the dataclass it holds, or of each one in its tuple.
    """

    name: str
    wire: str
    words: frozenset[str]
    is_set: bool
    part: "Codec[Any, Any] | None"


class Codec(Generic[T, B]):
    """Reads and writes one dataclass. Thread: any; its validators are compiled at the first use.

    Raises Undeclared when a field of either side is not accounted for: such a declaration keeps the
    program from starting.
    """

    def __init__(self, record: type[T], model: type[B], rules: Rules | None = None) -> None:
        self.record = record
        self.model = model
        self.rules = rules or Rules()
        hints = get_type_hints(record)
        _check_names(self.rules, record, hints)
        self.fields = tuple(
            _pair(name, hint, model, self.rules)
            for name, hint in hints.items()
            if name not in self.rules.local and name not in self.rules.spread
        )
        _check_complete(self.fields, self.rules, model)
        pairs = (*self.fields, *_spread_pairs(hints, model, self.rules))
        self._words = tuple((one.wire, one.words) for one in pairs if one.words)
        self._parts = tuple((one.wire, one.part) for one in self.fields if one.part is not None)
        self._is_alike = _is_alike(self.fields, self.rules)

    def write(self, record: T, **given: object) -> dict[str, Any]:
        """What of a record travels: JSON values. Raises Unfit when the wire does not allow it."""
        written = self._dump(self.body(record, **given), mode="json")
        for wire in self.rules.with_offset:
            written[wire] = _with_offset(written[wire])
        return written

    def body(self, record: T, **given: object) -> B:
        """The body by its model. given: every field that the dataclass has not. Raises Unfit."""
        if given.keys() != self.rules.given:
            raise Undeclared(self.model, given.keys() ^ self.rules.given)
        source = {**self.outward(record), **given} if given else self.outgoing(record)
        try:
            return self._validate(source, from_attributes=True)
        except ValidationError as error:
            raise Unfit(self.model, *_faults(error)) from None

    def read(self, body: JsonBody, **local: object) -> T:
        """A record from what travelled; fields that a newer city added are left out at any depth.

        local: every field that does not travel. Raises Unfit: beyond the limits of the wire, or a
        word that this program does not know.
        """
        return self.of_body(self.checked(body), **local)

    def checked(self, body: JsonBody) -> B:
        """A body within the limits of the wire, without what a newer city added. Raises Unfit."""
        try:
            return self._validate(dict(body), extra="ignore")
        except ValidationError as error:
            raise Unfit(self.model, *_faults(error)) from None

    def taken(self, untrusted_body: JsonBody) -> dict[str, Any]:
        """A body as it is kept by whoever takes it in; a field that is not known is refused.

        Words are not looked at. Raises Unfit.
        """
        try:
            return self._dump(self._validate(dict(untrusted_body)), mode="json")
        except ValidationError as error:
            raise Unfit(self.model, *_faults(error)) from None

    def of_body(self, body: B, **local: object) -> T:
        """A record from a body that its model has accepted. Raises Unfit as `read`."""
        if local.keys() != self.rules.local:
            raise Undeclared(self.record, local.keys() ^ self.rules.local)
        try:
            return self._build({**self.incoming(body), **local})
        except ValidationError as error:
            raise Unfit(self.record, *_faults(error)) from None

    def check_words(self, body: JsonBody) -> None:
        """Whether every word is of its closed set, at any depth. Raises Unfit.

        body: as the model wrote it, so that all else is known to fit.
        """
        if odd := tuple(self.odd_words(body)):
            raise Unfit(self.model, *(f"{place}: no such word" for place in odd))

    def odd_words(self, body: JsonBody) -> Iterator[str]:
        """Places of words outside their closed sets."""
        for wire, words in self._words:
            value = body.get(wire)
            if not (value in words if isinstance(value, str) else words.issuperset(value or ())):
                yield wire
        for wire, part in self._parts:
            for place, one in _numbered(wire, body.get(wire)):
                yield from (f"{place}.{odd}" for odd in part.odd_words(one))

    def incoming(self, body: B) -> dict[str, Any]:
        """The values of a body by the names of the dataclass; not to be changed."""
        if self._is_alike:
            return body.__dict__
        found = {one.name: self._inward(one, getattr(body, one.wire)) for one in self.fields}
        for name, wires in self.rules.spread.items():
            found[name] = {part: getattr(body, wire) for part, wire in wires.items()}
        return found

    def outgoing(self, record: T) -> T | dict[str, Any]:
        """A record as the model can read it."""
        return record if self._is_alike else self.outward(record)

    def outward(self, record: T) -> dict[str, Any]:
        """The values of a record by the names of the wire."""
        found = {one.wire: self._outward(one, getattr(record, one.name)) for one in self.fields}
        for name, wires in self.rules.spread.items():
            spread = getattr(record, name)
            found |= {wire: getattr(spread, part) for part, wire in wires.items()}
        return found

    # What `model_validate` and `model_dump` call: the way there is a fifth of a line's time.
    @cached_property
    def _validate(self) -> Callable[..., B]:
        return self.model.__pydantic_validator__.validate_python

    @cached_property
    def _dump(self) -> Callable[..., dict[str, Any]]:
        return self.model.__pydantic_serializer__.to_python

    @cached_property
    def _build(self) -> Callable[[dict[str, Any]], T]:
        return TypeAdapter(self.record).validator.validate_python

    def _inward(self, one: FieldPair, value: Any) -> Any:  # noqa: ANN401 - of any field
        if one.part is not None:
            return _mapped(one.part.incoming, value)
        return "" if value is None and one.name in self.rules.empty_as_null else value

    def _outward(self, one: FieldPair, value: Any) -> Any:  # noqa: ANN401 - of any field
        if one.part is not None:
            return _mapped(one.part.outgoing, value)
        if one.is_set:
            return sorted(value)
        return None if value == "" and one.name in self.rules.empty_as_null else value


def _pair(name: str, hint: Any, model: type[BaseModel], rules: Rules) -> FieldPair:  # noqa: ANN401 - a type
    wire = rules.renamed.get(name, name)
    if wire not in model.model_fields:
        raise Undeclared(model, [wire])
    classes = tuple(_classes_in(hint))
    enums = (one for one in classes if issubclass(one, StrEnum))
    return FieldPair(
        name=name,
        wire=wire,
        words=frozenset(word.value for words in enums for word in words),
        is_set=get_origin(hint) is frozenset,
        part=_part(classes, model.model_fields[wire].annotation, rules),
    )


def _part(classes: tuple[type, ...], body_hint: object, rules: Rules) -> Codec[Any, Any] | None:
    """Of the dataclass among these, if there is one: the declared codec, or a plain one."""
    nested = next((one for one in classes if dataclasses.is_dataclass(one)), None)
    if nested is None:
        return None
    declared = next((one for one in rules.parts if one.record is nested), None)
    if declared is not None:
        return declared
    model = next((one for one in _classes_in(body_hint) if issubclass(one, BaseModel)), None)
    if model is None:
        raise Undeclared(nested, ["no model"])
    return Codec(nested, model)


def _spread_pairs(
    hints: Mapping[str, Any], model: type[BaseModel], rules: Rules
) -> Iterator[FieldPair]:
    for name, wires in rules.spread.items():
        for part, hint in get_type_hints(hints[name]).items():
            yield _pair(part, hint, model, Rules(renamed=wires))


def _check_names(rules: Rules, record: type, hints: Mapping[str, Any]) -> None:
    told = {*rules.local, *rules.renamed, *rules.spread, *rules.empty_as_null}
    if unknown := told - hints.keys():
        raise Undeclared(record, unknown)
    for name, wires in rules.spread.items():
        if odd := wires.keys() ^ get_type_hints(hints[name]).keys():
            raise Undeclared(hints[name], odd)


def _check_complete(fields: tuple[FieldPair, ...], rules: Rules, model: type[BaseModel]) -> None:
    spread = (wire for wires in rules.spread.values() for wire in wires.values())
    told = Counter([*(one.wire for one in fields), *spread, *rules.given])
    twice = {wire for wire, count in told.items() if count > 1}
    one_sided = told.keys() ^ model.model_fields.keys()
    unknown = rules.with_offset - model.model_fields.keys()
    if odd := twice | one_sided | unknown:
        raise Undeclared(model, odd)


def _is_alike(fields: tuple[FieldPair, ...], rules: Rules) -> bool:
    """Nothing is to be moved: the model reads the dataclass, and the other way round, as it is."""
    if rules.renamed or rules.spread or rules.empty_as_null:
        return False
    return not any(one.is_set or one.part is not None for one in fields)


def _classes_in(hint: object) -> Iterator[type]:
    """The classes that a type is made of: of `tuple[X, ...] | None` X and NoneType."""
    arguments = get_args(hint)
    if not arguments and isinstance(hint, type):
        yield hint
    for argument in arguments:
        yield from _classes_in(argument)


def _mapped(convert: Callable[[Any], Any], value: Any) -> Any:  # noqa: ANN401 - of any field
    """One record, each of a tuple, or none."""
    if value is None:
        return None
    return tuple(map(convert, value)) if isinstance(value, tuple) else convert(value)


def _numbered(wire: str, value: Any) -> Iterator[tuple[str, JsonBody]]:  # noqa: ANN401 - JSON
    """The place of each nested body."""
    if isinstance(value, list):
        yield from ((f"{wire}.{number}", one) for number, one in enumerate(value))
    elif value is not None:
        yield wire, value


def _with_offset(instant: str) -> str:
    return f"{instant[:-1]}+00:00" if instant.endswith("Z") else instant


def _faults(error: ValidationError) -> Iterator[str]:
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        is_field = one["type"] != "extra_forbidden"  # the name of such a field is text of others
        place = one["loc"] if is_field else one["loc"][:-1]
        yield f"{'.'.join(map(str, place))}: {one['type']}"
