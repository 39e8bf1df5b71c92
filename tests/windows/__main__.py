"""`make test-msi`, by hand: provenance, two equal builds, and the life cycle under Wine."""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

from installers.msi.build import CACHE, Plan, build
from installers.msi.fetch import RuntimeSources, fetch_runtime
from installers.msi.product import DEFAULT_EPOCH, product_version
from installers.msi.signing import Certificate
from tests.windows.authority import Authority
from tests.windows.checks import Checks
from tests.windows.life_cycle import live
from tests.windows.provenance import tamper
from tests.windows.signatures import look_at_signatures


def main() -> int:
    """Returns 0 if everything held."""
    parser = argparse.ArgumentParser(prog="python -m tests.windows", description=__doc__)
    parser.add_argument("--old", type=Path, help="an older installer, instead of one made here")
    arguments = parser.parse_args()
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="msi-") as name:
        folder = Path(name)
        runtime = fetch_runtime(CACHE)
        tamper(runtime, folder, checks)
        version = product_version()
        began = time.monotonic()
        first = _build(version, folder / "one", runtime)
        took_s = time.monotonic() - began
        checks.that(f"a build takes at most 60 s: {took_s:.0f} s", took_s <= 60)
        size = first.stat().st_size
        checks.that(f"at most 125 MB: {size / 1e6:.1f} MB", size <= 125_000_000)
        second = _build(version, folder / "another place", runtime)
        checks.that("two builds from two folders are equal", _sha(first) == _sha(second))
        second.unlink()
        old = arguments.old or _build_signed(folder, runtime, checks)
        live(old, first, checks)
    print(checks.summary())
    return 1 if checks.failed else 0


def _build_signed(folder: Path, runtime: RuntimeSources, checks: Checks) -> Path:
    authority = Authority(folder / "authority")
    with authority.stamping() as stamp_url:
        certificate = Certificate(
            path=authority.certificate,
            password_file=authority.password_file,
            stamp_url=stamp_url,
            epoch=DEFAULT_EPOCH,
        )
        old = _build("0.0.1", folder / "old", runtime, certificate)
    look_at_signatures(old, folder / "old" / "work" / "payload", authority, checks)
    return old


def _build(
    version: str, folder: Path, runtime: RuntimeSources, certificate: Certificate | None = None
) -> Path:
    # Another creation mask and another folder: neither may be seen in the result.
    os.umask(0o022 if folder.name == "one" else 0o027)
    plan = Plan(
        version=version,
        epoch=DEFAULT_EPOCH,
        out=folder / "dist",
        work=folder / "work",
        runtime=runtime,
        certificate=certificate,
    )
    return build(plan, lambda _line: None)


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
