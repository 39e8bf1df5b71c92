"""From locks to a checked installer: every step in its order."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.msi.authenticode import CATALOG, verify_folder
from installers.msi.closure import check_libraries
from installers.msi.contents import binaries, packages
from installers.msi.errors import BuildError
from installers.msi.fetch import RuntimeSources, fetch_runtime, fetch_wheels
from installers.msi.guard import build_guard, describe_guard
from installers.msi.imports import check_modules
from installers.msi.inspection import inspect
from installers.msi.lint import CHECKS
from installers.msi.notices import build_notices
from installers.msi.package import Content, build_package
from installers.msi.payload import Payload, build_payload
from installers.msi.policies import pack_policies
from installers.msi.product import ROOT, package_name
from installers.msi.reach import check_reach
from installers.msi.sbom import Materials, build_sbom
from installers.msi.selection import is_wanted
from installers.msi.signing import Certificate, sign_payload
from installers.msi.sizes import check_size, measure, table
from installers.msi.stdlib_proof import prove_standard_library

LICENCES: Final = Path(__file__).parent / "licences"
CACHE: Final = ROOT / ".cache" / "msi"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is built. runtime: None for the one of the package index. work: made anew."""

    version: str
    epoch: int
    out: Path
    work: Path
    runtime: RuntimeSources | None = None
    certificate: Certificate | None = None


def build(plan: Plan, say: Say) -> Path:
    """Builds and checks the installer, with the policy templates beside it; returns its path.

    Raises: BuildError.
    """
    runtime = plan.runtime or fetch_runtime(CACHE)
    wheels = plan.work / "wheels"
    plan.work.mkdir(parents=True, exist_ok=True)
    say("wheels: as Windows gets them from requirements.lock")
    fetch_wheels(wheels)
    payload = _payload(plan, runtime, wheels, say)
    shutil.rmtree(wheels)
    guard = build_guard(plan.work)
    if plan.certificate:
        plan.certificate.sign(guard)
        say(f"signing: {sign_payload(payload.folder, plan.certificate)} programs and libraries")
    _write_licences(payload, plan.version, guard, say)
    plan.out.mkdir(parents=True, exist_ok=True)
    path = plan.out / package_name(plan.version)
    content = Content(folder=payload.folder, version=plan.version, guard=guard)
    build_package(content, epoch=plan.epoch, out=path)
    check(path, say)
    if plan.certificate:
        plan.certificate.sign(path)
    policies = pack_policies(plan.out, version=plan.version, epoch=plan.epoch)
    size_bytes = path.stat().st_size
    for line in table(measure(path), package_bytes=size_bytes):
        say(line)
    check_size(size_bytes)
    for one in (policies, path):
        say(f"{one.name}: SHA-256 {hashlib.sha256(one.read_bytes()).hexdigest()}")
    return path


def check(path: Path, say: Say) -> None:
    """The lint. Raises: BuildError with what it finds."""
    findings = inspect(path)
    for finding in findings[:20]:
        say(f"{finding.check}: {finding.text}")
    say(f"lint: {len(CHECKS)} checks, {len(findings)} findings")
    if findings:
        message = f"{path.name} does not pass the lint"
        raise BuildError(message)


def _payload(plan: Plan, runtime: RuntimeSources, wheels: Path, say: Say) -> Payload:
    signatures = verify_folder(runtime.embeddable)
    (archive,) = runtime.embeddable.glob("python3??.zip")
    proof = prove_standard_library(archive, runtime.library, runtime.embeddable / CATALOG)
    payload = build_payload(
        plan.work / "payload",
        embeddable=runtime.embeddable,
        signatures=signatures,
        wheels=wheels,
        version=plan.version,
    )
    say(
        f"runtime: CPython {payload.python}, {len(signatures)} signatures valid; standard library: "
        f"{proof.by_catalog} entries by its catalogue, {proof.by_review} by review"
    )
    say(f"codecs: {', '.join(payload.replaced)} replaced by stand-ins")
    check_libraries(payload.folder)
    check_modules(ROOT / "desktop", payload.library)
    check_reach(ROOT / "desktop", wheels, is_wanted)
    return payload


def _write_licences(payload: Payload, version: str, guard: Path, say: Say) -> None:
    folder = payload.folder / "licenses"
    for path in sorted(LICENCES.iterdir()):
        shutil.copyfile(path, folder / path.name)
    found = tuple(packages(payload.library))
    (folder / "THIRD-PARTY-NOTICES.txt").write_text(build_notices(found), encoding="utf-8")
    programs = (*binaries(payload.folder), describe_guard(guard))
    materials = Materials(version=version, python=payload.python, packages=found, binaries=programs)
    (folder / "sbom.cdx.json").write_text(build_sbom(materials), encoding="utf-8")
    unsigned = sum(not one.is_signed for one in programs)
    say(f"sbom: {len(found)} packages, {len(programs)} binaries, {unsigned} of them unsigned")
