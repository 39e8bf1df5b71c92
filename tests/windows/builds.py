"""The installers that one run needs, each built in a folder of its own."""

import hashlib
import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.msi.build import Plan, build
from installers.msi.fetch import RuntimeSources
from installers.msi.inspection import inspect
from installers.msi.lint import CHECKS
from installers.msi.product import DEFAULT_EPOCH, product_version
from installers.msi.signing import Certificate
from installers.msi.sizes import SIZE_LIMIT_BYTES
from tests.windows.authority import Authority
from tests.windows.checks import Checks
from tests.windows.signatures import look_at_signatures

OLD_VERSION: Final = "0.0.1"
BUILD_LIMIT_S: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One build. umask: neither it nor the folder may be seen in the result."""

    folder: Path
    runtime: RuntimeSources
    version: str
    umask: int = 0o022
    certificate: Certificate | None = None


def build_one(
    folder: Path, runtime: RuntimeSources, checks: Checks, limit_s: int | None = None
) -> Path:
    """The program's own version. limit_s: of a PC that does nothing else; None: it is not timed."""
    began_s = time.monotonic()
    package = _build(Wish(folder=folder / "one", runtime=runtime, version=product_version()))
    took_s = time.monotonic() - began_s
    if limit_s is not None:
        checks.that(f"a build takes at most {limit_s} s: {took_s:.0f} s", took_s <= limit_s)
    size_bytes = package.stat().st_size
    limit_bytes = SIZE_LIMIT_BYTES
    said = f"at most {limit_bytes / 1e6:.0f} MB: {size_bytes / 1e6:.1f} MB"
    checks.that(said, size_bytes <= limit_bytes)
    findings = inspect(package)
    checks.that(f"the lint's {len(CHECKS)} checks find nothing", not findings, findings[:5])
    return package


def build_and_compare(folder: Path, runtime: RuntimeSources, checks: Checks) -> tuple[Path, Path]:
    """An older version, signed and looked at, and the program's own, built again elsewhere."""
    version = product_version()
    first = build_one(folder, runtime, checks, BUILD_LIMIT_S)
    again = Wish(folder=folder / "another place", runtime=runtime, version=version, umask=0o027)
    authority = Authority(folder / "authority")
    with authority.stamping() as stamp_url:
        certificate = Certificate(
            path=authority.certificate,
            password_file=authority.password_file,
            stamp_url=stamp_url,
            epoch=DEFAULT_EPOCH,
        )
        signed = Wish(
            folder=folder / "old", runtime=runtime, version=OLD_VERSION, certificate=certificate
        )
        second, old = _side_by_side(again, signed)
    print(f"     SHA-256 {_sha(first)}", flush=True)
    checks.that("two builds from two folders are equal", _sha(first) == _sha(second))
    pairs = [sorted(one.parent.glob("*-policies.zip")) for one in (first, second)]
    are_equal = [len(one) for one in pairs] == [1, 1] and len({_sha(one) for (one,) in pairs}) == 1
    checks.that("so are the policy templates beside them", are_equal, pairs)
    second.unlink()
    look_at_signatures(old, signed.folder / "work" / "payload", authority, checks)
    return old, first


def _side_by_side(*wishes: Wish) -> list[Path]:
    """A build is one program after another: two take two cores."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(wishes), mp_context=context) as pool:
        return list(pool.map(_build, wishes))


def _build(wish: Wish) -> Path:
    before = os.umask(wish.umask)
    try:
        plan = Plan(
            version=wish.version,
            epoch=DEFAULT_EPOCH,
            out=wish.folder / "dist",
            work=wish.folder / "work",
            runtime=wish.runtime,
            certificate=wish.certificate,
        )
        return build(plan, lambda _line: None)
    finally:
        os.umask(before)


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
