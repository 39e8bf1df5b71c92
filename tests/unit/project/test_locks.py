"""What is installed is pinned, proven by hashes and the same wherever it comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.paths import ROOT

pytestmark = pytest.mark.unit

LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-build.lock",
    "requirements-msi.lock",
    "requirements-msi-runtime.lock",
    "requirements-s3.lock",
)
PYTHONS = ("3.11.0", "3.12.0", "3.13.0")
PLATFORMS = ("linux", "win32")
SHA256 = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One pinned requirement and its hashes."""

    requirement: Requirement
    hashes: tuple[str, ...]


def entries(lock: str) -> Iterator[Entry]:
    text = "\n".join(
        line
        for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    )
    for logical in text.replace("\\\n", " ").splitlines():
        if logical.strip():
            pinned, *hashes = re.split(r"\s+(?=--hash)", logical.strip())
            yield Entry(requirement=Requirement(pinned), hashes=tuple(hashes))


def versions(lock: str, python: str, platform: str) -> dict[str, list[str]]:
    """Pinned versions by name, as this Python on this platform would install them."""
    environment = {
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "sys_platform": platform,
        "platform_system": {"linux": "Linux", "win32": "Windows"}[platform],
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    found: dict[str, list[str]] = {}
    for entry in entries(lock):
        marker = entry.requirement.marker
        if marker is None or marker.evaluate(dict(environment)):
            (specifier,) = entry.requirement.specifier
            found.setdefault(canonicalize_name(entry.requirement.name), []).append(
                specifier.version
            )
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_hashed(lock: str) -> None:
    found = list(entries(lock))
    assert found
    for entry in found:
        (specifier,) = entry.requirement.specifier
        assert specifier.operator == "==", entry
        assert entry.hashes, entry
        assert all(SHA256.fullmatch(one) for one in entry.hashes), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text.replace("--no-emit-index-url", "")
    assert " @ " not in text


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKS)
def test_each_python_gets_one_version_of_each_package(
    lock: str, python: str, platform: str
) -> None:
    for name, found in versions(lock, python, platform).items():
        assert len(found) == 1, name


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_run_set_holds_what_the_project_asks_for(python: str, platform: str) -> None:
    locked = versions("requirements.lock", python, platform)
    for requirement in _asked_for():
        marker = requirement.marker
        if marker is None or marker.evaluate({"sys_platform": platform, "python_version": "3.11"}):
            (version,) = locked[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), requirement


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_tests_and_builds_use_the_versions_that_people_run(python: str, platform: str) -> None:
    development = versions("requirements-dev.lock", python, platform)
    for lock in ("requirements.lock", "requirements-build.lock", "requirements-s3.lock"):
        for name, found in versions(lock, python, platform).items():
            assert development[name] == found


def _asked_for() -> list[Requirement]:
    import tomllib  # noqa: PLC0415 - only here

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in project["dependencies"]]


def test_a_workflow_takes_each_action_by_its_commit() -> None:
    named = [
        line.split("uses:", 1)[1].split("#")[0].strip()
        for page in (ROOT / ".github" / "workflows").glob("*.yml")
        for line in page.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]
    assert named
    assert [one for one in named if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one)] == []


def test_the_guide_of_the_server_installs_by_hashes_and_builds_with_nothing_else() -> None:
    guide = (ROOT / "docs" / "city-server.md").read_text(encoding="utf-8")
    installs = re.findall(r"pip install ([^\n`]+)", guide)
    assert installs
    own = "--no-deps --no-build-isolation ."
    assert [one for one in installs if "--require-hashes -r " not in one and own not in one] == []
