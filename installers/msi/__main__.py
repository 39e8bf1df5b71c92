"""`python -m installers.msi`: builds the Windows installer, or looks at one."""

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from installers.msi.build import Plan, build, check
from installers.msi.errors import BuildError
from installers.msi.fetch import RuntimeSources, source_date_epoch
from installers.msi.product import DEFAULT_EPOCH, ROOT, package_name, product_version
from installers.msi.signing import Certificate
from installers.msi.sizes import measure, table


def main(argv: Sequence[str] | None = None) -> int:
    """Returns 0, or 1 when the build was stopped."""
    arguments = _parser().parse_args(argv)
    began = time.monotonic()
    try:
        if arguments.lint:
            check(arguments.lint, _say)
        elif arguments.sizes is not None:
            _tell_sizes(_package(arguments))
        else:
            path = build(_plan(arguments), _say)
            _say(f"{path} in {time.monotonic() - began:.0f} s")
    except BuildError as error:
        print(f"msi: stopped: {error}", file=sys.stderr)  # noqa: T201 - a person reads it
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m installers.msi", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder of the installer")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "msi", help="made anew")
    parser.add_argument("--version", default="", help="instead of the program's: for tests")
    parser.add_argument(
        "--runtime", type=Path, help="an embeddable CPython 3.13 for x64, unpacked, instead of ours"
    )
    parser.add_argument(
        "--library", type=Path, help="the folder Lib of that CPython, for its proof"
    )
    parser.add_argument("--certificate", type=Path, help="PKCS #12: signs what is not signed yet")
    parser.add_argument("--password-file", type=Path, help="of the certificate, one line")
    parser.add_argument("--stamp-url", default="", help="of a time-stamp server")
    parser.add_argument("--lint", type=Path, metavar="MSI", help="only look at this installer")
    parser.add_argument(
        "--sizes",
        type=Path,
        nargs="?",
        const=Path(),
        metavar="MSI",
        help="only tell what takes how much room in this installer, or in the one of --out",
    )
    return parser


def _plan(arguments: argparse.Namespace) -> Plan:
    if bool(arguments.runtime) != bool(arguments.library):
        message = "--runtime and --library belong together"
        raise BuildError(message)
    if bool(arguments.certificate) != bool(arguments.password_file):
        message = "--certificate and --password-file belong together"
        raise BuildError(message)
    epoch = source_date_epoch(DEFAULT_EPOCH)
    runtime = certificate = None
    if arguments.runtime:
        runtime = RuntimeSources(embeddable=arguments.runtime, library=arguments.library)
    if arguments.certificate:
        certificate = Certificate(
            path=arguments.certificate,
            password_file=arguments.password_file,
            stamp_url=arguments.stamp_url,
            epoch=epoch,
        )
    shutil.rmtree(arguments.work, ignore_errors=True)
    return Plan(
        version=arguments.version or product_version(),
        epoch=epoch,
        out=arguments.out,
        work=arguments.work,
        runtime=runtime,
        certificate=certificate,
    )


def _package(arguments: argparse.Namespace) -> Path:
    if arguments.sizes != Path():
        return Path(arguments.sizes)
    version = arguments.version or product_version()
    return Path(arguments.out) / package_name(version)


def _tell_sizes(package: Path) -> None:
    if not package.is_file():
        message = f"{package} is not there: make msi"
        raise BuildError(message)
    _say(package.name)
    for line in table(measure(package), package_bytes=package.stat().st_size):
        print(line)  # noqa: T201 - a person reads it


def _say(line: str) -> None:
    print(f"msi: {line}", flush=True)  # noqa: T201 - a person reads it


if __name__ == "__main__":
    sys.exit(main())
