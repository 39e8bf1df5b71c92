"""`python -m desktop.cityserver`: a city server in the foreground."""

import argparse
import logging
import sys
from collections.abc import Sequence

from desktop.cityserver.config.options import add_options, config_from
from desktop.cityserver.serving.runner import run_city_server
from desktop.mapping.records import RECORDS, Records


def main(arguments: Sequence[str] | None = None, *, records: Records = RECORDS) -> int:
    """Read the command line and serve these kinds of records. Returns an ExitCode."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    for chatty in ("alembic", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    return run_city_server(config_from(options), records)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="city-server", description="Reception-room city server")
    add_options(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
