"""A command of the city's IT loads what it needs: no web application, no routes, no Qt."""

import json
import subprocess
import sys

import pytest

from desktop.app.city.options import RUNNERS
from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.integration

SERVICE = "city-server"
MODULES = sorted(
    {name.partition(":")[0] for command, name in RUNNERS.items() if command != SERVICE}
)
HEAVY = ("fastapi", "starlette", "uvicorn", "PySide6")
OF_THE_SERVICE = (
    "desktop.cityserver.app",
    "desktop.cityserver.routes",
    "desktop.cityserver.services",
    "desktop.cityserver.serving",
)
LOADED = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(*modules: str) -> set[str]:
    """Names of all modules of a fresh program that imported these."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    return set(json.loads(done.stdout))


def is_part_of(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in packages)


def test_commands_of_it_load_no_web_application() -> None:
    loaded = loaded_by("desktop.app.main", *MODULES)
    assert {"desktop.cityserver.admin.city", *MODULES} <= loaded
    assert not [name for name in loaded if is_part_of(name, HEAVY)]
    assert not [name for name in loaded if is_part_of(name, OF_THE_SERVICE)]


def test_the_service_itself_does() -> None:
    loaded = loaded_by("desktop.cityserver.serving.runner")
    assert {"fastapi", "uvicorn", "desktop.cityserver.app"} <= loaded
    assert [name for name in loaded if is_part_of(name, ("desktop.cityserver.routes",))]
