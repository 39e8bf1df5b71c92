"""One request to the city, and its answer before anybody has looked into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from pydantic import BaseModel

MAX_ANSWER_BYTES = 16 * 1024 * 1024
SLOWEST_BYTES_PER_S = 2_500
"""Of a line on which words still get through; this PC's system takes a body from us at once."""
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request. needs_document: a status alone says nothing. patience_s: beyond the usual."""

    method: str
    path: str
    token: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    max_bytes: int = MAX_ANSWER_BYTES
    accepts: frozenset[int] = frozenset({HTTPStatus.OK})
    shows_certificate: bool = True
    needs_document: bool = False
    patience_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """body: untrusted. body_s: from the head of the answer to its last byte."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    body_s: float = 0.0


def post(path: str, request: BaseModel, token: str = "", *, leaves_out_none: bool = False) -> Call:
    """A body that goes out, with the time that a slow line needs for it."""
    body = request.model_dump_json(exclude_none=leaves_out_none).encode()
    call = Call(method="POST", path=path, token=token, headers=_JSON, body=body)
    return replace(call, patience_s=len(body) / SLOWEST_BYTES_PER_S)
