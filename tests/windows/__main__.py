"""`make test-msi`: provenance, equal builds, signatures, and the life cycle under Wine."""

import argparse
import sys
import tempfile
from pathlib import Path

from installers.msi.build import CACHE
from installers.msi.fetch import fetch_runtime
from tests.windows.builds import build_and_compare, build_one
from tests.windows.checks import Checks
from tests.windows.life_cycle import live, live_briefly
from tests.windows.provenance import tamper


def main() -> int:
    """Returns 0 if everything held."""
    parser = argparse.ArgumentParser(prog="python -m tests.windows", description=__doc__)
    parser.add_argument(
        "--brief", action="store_true", help="one build, its lint and a short life: for `make test`"
    )
    parser.add_argument("--old", type=Path, help="an older installer, instead of one made here")
    arguments = parser.parse_args()
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="msi-") as name:
        folder = Path(name)
        runtime = fetch_runtime(CACHE)
        if arguments.brief:
            live_briefly(build_one(folder, runtime, checks), runtime.embeddable, checks)
        else:
            tamper(runtime, folder, checks)
            old, new = build_and_compare(folder, runtime, checks)
            live(arguments.old or old, new, runtime.embeddable, checks)
    print(checks.summary())
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
