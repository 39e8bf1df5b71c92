"""The bill of materials (CycloneDX 1.6, JSON) that lies inside the installer."""

import importlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from installers.msi.contents import Binary, Package
from installers.msi.errors import BuildError
from installers.msi.product import TITLE, guid

FORMAT: Final = "1.6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """What is counted. python: the runtime's version."""

    version: str
    python: str
    packages: Sequence[Package]
    binaries: Sequence[Binary]


def build_sbom(materials: Materials) -> str:
    """The document. Raises: BuildError if it is not valid by the strict schema of CycloneDX."""
    components = [
        _python(materials.python),
        *map(_package, materials.packages),
        *map(_binary, materials.binaries),
    ]
    identity = guid("sbom/" + json.dumps([materials.version, components], sort_keys=True)).lower()
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": FORMAT,
        "serialNumber": f"urn:uuid:{identity}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "program",
                "name": TITLE,
                "version": materials.version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": components,
    }
    text = json.dumps(document, indent=1, sort_keys=True) + "\n"
    validate(text)
    return text


def validate(text: str) -> None:
    """Raises BuildError for a document that is not valid, unknown words included."""
    validation: Any = importlib.import_module("cyclonedx.validation.json")
    schema: Any = importlib.import_module("cyclonedx.schema")
    validator = validation.JsonStrictValidator(schema.SchemaVersion.V1_6)
    if error := validator.validate_str(text):
        message = f"the bill of materials is not valid: {error}"
        raise BuildError(message)


def _python(version: str) -> dict[str, object]:
    return {
        "type": "platform",
        "bom-ref": "python",
        "name": "CPython",
        "version": version,
        "cpe": f"cpe:2.3:a:python:python:{version}:*:*:*:*:*:*:*",
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }


def _package(package: Package) -> dict[str, object]:
    address = f"pkg:pypi/{package.name.lower().replace('_', '-')}@{package.version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": package.name,
        "version": package.version,
        "purl": address,
        "licenses": [{"license": {"name": package.licence or "see THIRD-PARTY.md"}}],
    }


def _binary(binary: Binary) -> dict[str, object]:
    component: dict[str, object] = {
        "type": "file",
        "bom-ref": f"file:{binary.path}",
        "name": binary.path,
        "hashes": [{"alg": "SHA-256", "content": binary.sha256}],
    }
    if binary.version:
        component["version"] = binary.version
    if library := binary.library:
        component["description"] = library.name
        component["licenses"] = [{"license": {"name": library.licence}}]
    return component
