"""`python -m desktop.media.engine` is the engine's process."""

import sys

from desktop.media.engine.process import run_engine, run_self_test
from desktop.media.pipe.exit_codes import SELF_TEST

if __name__ == "__main__":
    raise SystemExit(run_self_test() if SELF_TEST in sys.argv else run_engine())
