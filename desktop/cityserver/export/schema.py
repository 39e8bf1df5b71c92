"""Writes the contract as files: `python -m desktop.cityserver.export.schema [folder]`.

openapi.json describes HTTP, channel.schema.json the messages of the live channel,
records.schema.json the bodies inside operations; rights.json and rights.md say who may do what.
The text is the same on every machine.
"""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from desktop.cityserver.app import build_app
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.export.rights import rights_document, rights_table
from desktop.cityserver.http.problems import PROBLEM_TYPE
from desktop.contract.channel.messages import ROOM_MESSAGE, SERVER_MESSAGE
from desktop.contract.version import CONTRACT_VERSION
from desktop.mapping.records import RECORDS

DEFAULT_FOLDER = Path("docs/api")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def build_files() -> dict[str, str]:
    """File names and their whole text."""
    documents = {
        "openapi.json": _openapi(),
        "channel.schema.json": _channel(),
        "records.schema.json": _records(),
        "rights.json": rights_document(),
    }
    texts = {name: _text(document) for name, document in documents.items()}
    return {**texts, "rights.md": rights_table()}


def main(arguments: Sequence[str]) -> int:
    """Write every file into the folder given, or into docs/api."""
    folder = Path(arguments[0]) if arguments else DEFAULT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in build_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def _openapi() -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        document = build_app(CityServerConfig(folder=Path(folder))).openapi()
    for path in document["paths"].values():
        for operation in path.values():
            # FastAPI can only say application/json of a model; problems have a type of their own.
            content = operation["responses"]["default"]["content"]
            content[PROBLEM_TYPE] = content.pop("application/json")
    return document


def _channel() -> Mapping[str, Any]:
    places, definitions = TypeAdapter.json_schemas(
        [
            ("from_room", "validation", ROOM_MESSAGE),
            ("from_server", "serialization", SERVER_MESSAGE),
        ],
        title=f"Live channel, contract {CONTRACT_VERSION}",
    )
    directions = {name: place for (name, _), place in places.items()}
    return {"$schema": _DIALECT, "properties": directions, **definitions}


def _records() -> Mapping[str, Any]:
    bodies: Mapping[str, type[BaseModel]] = {
        str(kind): one.codec.model for kind, one in RECORDS.items()
    }
    models: list[tuple[type[BaseModel], Literal["validation"]]] = [
        (model, "validation") for model in bodies.values()
    ]
    places, document = models_json_schema(models, title="Bodies of records")
    kinds = {kind: places[model, "validation"] for kind, model in bodies.items()}
    return {"$schema": _DIALECT, "properties": kinds, **document}


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
