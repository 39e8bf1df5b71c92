"""How a session went, as data: what the minutes print, without their words; and its schema."""

import json
from typing import Final

from pydantic import TypeAdapter

from desktop.domain.record.printed_minutes import MinutesDocument

_COURSE: Final = TypeAdapter(MinutesDocument)


def course_json(document: MinutesDocument) -> bytes:
    """JSON, UTF-8; times with their offset from UTC."""
    return _COURSE.dump_json(document, indent=1)


def course_schema() -> bytes:
    """The JSON schema (draft 2020-12) that `course_json` follows."""
    schema = _COURSE.json_schema(mode="serialization")
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True).encode()
