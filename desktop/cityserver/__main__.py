"""`python -m desktop.cityserver`: a city server in the foreground."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.cityserver.config import CityServerConfig
from desktop.cityserver.runner import run_city_server
from desktop.contract.channel import IceServer


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and serve. Returns an ExitCode."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    for chatty in ("alembic", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    ice_servers = (IceServer(urls=tuple(options.ice_url)),) if options.ice_url else ()
    return run_city_server(
        CityServerConfig(
            folder=options.folder,
            database_url=options.database_url,
            host=options.host,
            port=options.port,
            ready_file=options.ready_file,
            ice_servers=ice_servers,
            exit_with_parent=options.exit_with_parent,
        )
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="city-server", description="Reception-room city server")
    parser.add_argument("--folder", type=Path, required=True, help="data folder")
    parser.add_argument("--database-url", help="SQLAlchemy URL instead of SQLite in the folder")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--ready-file", type=Path, help="written when the server answers")
    parser.add_argument("--ice-url", action="append", help="STUN or TURN URL, repeatable")
    parser.add_argument("--exit-with-parent", action="store_true", help="stop when stdin ends")
    return parser


if __name__ == "__main__":
    sys.exit(main())
