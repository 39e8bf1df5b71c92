"""With a certificate, nothing in the installer is unsigned, and nobody changes it unseen."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from installers.msi.authenticode import verify_file
from installers.msi.errors import BuildError, ProvenanceError
from installers.msi.portable_executable import SUFFIXES, PortableExecutable
from installers.msi.sbom import validate
from installers.msi.wxs import GUARD_BINARY
from tests.windows.authority import PUBLISHER, Authority
from tests.windows.checks import Checks


def look_at_signatures(package: Path, payload: Path, authority: Authority, checks: Checks) -> None:
    """What was built with the authority's certificate. payload: what lies inside the package."""
    programs = [path for path in sorted(payload.rglob("*")) if path.suffix.lower() in SUFFIXES]
    unsigned = [path.name for path in programs if not PortableExecutable.read(path).is_signed]
    checks.that(f"0 of {len(programs)} programs and libraries are unsigned", not unsigned, unsigned)
    ours = [path for path in programs if PUBLISHER.encode() in path.read_bytes()]
    bad = [path.name for path in ours if not _holds(path, authority)]
    checks.that(f"{len(ours)} carry our signature, time stamp and all", bool(ours) and not bad, bad)
    others = [path for path in programs if path not in set(ours)]
    bad = list(_not_valid(others))
    checks.that(f"{len(others)} keep the valid one of their publishers", not bad, bad)
    checks.that("the installer's signature holds", _holds(package, authority))
    checks.that("and that of the guard in it", _holds(_guard(package), authority))
    tampered = package.with_name("tampered.msi")
    for place in (0x1000, package.stat().st_size // 2, package.stat().st_size - 0x2000):
        shutil.copyfile(package, tampered)
        _flip(tampered, place)
        checks.that(f"a bit changed at {place:#x} is noticed", not _holds(tampered, authority))
    tampered.unlink()
    look_at_bill(payload, programs, checks)


def look_at_bill(payload: Path, programs: list[Path], checks: Checks) -> None:
    """The bill of materials in the payload, against what lies there."""
    text = (payload / "licenses" / "sbom.cdx.json").read_text(encoding="utf-8")
    checks.that("the bill of materials is valid, strictly", _fault(text) == "", _fault(text))
    unknown = text.replace('"bomFormat"', '"bomFormats"')
    checks.that("one with an unknown word is not", _fault(unknown) != "")
    told = {
        one["name"]: one["hashes"][0]["content"]
        for one in json.loads(text)["components"]
        if one["type"] == "file" and not one["name"].startswith("installer:")
    }
    real = {
        path.relative_to(payload).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in programs
    }
    wrong = sorted(name for name in told.keys() | real.keys() if told.get(name) != real.get(name))
    checks.that(f"it lists all {len(real)} programs and libraries by hash", not wrong, wrong[:5])


def _guard(package: Path) -> Path:
    command = ["msiinfo", "extract", str(package), f"Binary.{GUARD_BINARY}"]
    out = package.with_name("guard.dll")
    out.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    return out


def _holds(path: Path, authority: Authority) -> bool:
    """osslsigncode believes the signature and its time stamp."""
    command = [
        "osslsigncode", "verify", "-CAfile", str(authority.root),
        "-TSA-CAfile", str(authority.root), "-in", str(path),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    is_stamped = "Timestamp verified" in done.stdout or "timestamp: OK" in done.stdout.lower()
    return done.returncode == 0 and is_stamped


def _not_valid(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        try:
            verify_file(path)
        except ProvenanceError as error:
            yield str(error)


def _flip(path: Path, place: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1]))


def _fault(text: str) -> str:
    try:
        validate(text)
    except BuildError as error:
        return str(error)
    return ""
