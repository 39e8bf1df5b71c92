"""The command line of a city server, the same for `reception-room city-server` and the module."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every start of the program reads the options, only a server the rest
    from desktop.cityserver.config import CityServerConfig


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where data lies, where to listen, which relays rooms are told of."""
    parser.add_argument("--folder", type=Path, required=True, help="database and papers")
    parser.add_argument("--database-url", help="SQLAlchemy URL instead of SQLite in the folder")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port to listen on, 0: any free one")
    parser.add_argument("--ready-file", type=Path, help="written when the server answers")
    parser.add_argument("--ice-url", action="append", help="STUN or TURN URL, repeatable")
    parser.add_argument(
        "--exit-with-parent", action="store_true", help="stop when standard input ends"
    )


def config_from(options: argparse.Namespace) -> "CityServerConfig":
    """What `run_city_server` takes."""
    from desktop.cityserver.config import CityServerConfig  # noqa: PLC0415 - see above
    from desktop.contract.channel import IceServer  # noqa: PLC0415 - see above

    return CityServerConfig(
        folder=options.folder,
        database_url=options.database_url,
        host=options.host,
        port=options.port,
        ready_file=options.ready_file,
        ice_servers=(IceServer(urls=tuple(options.ice_url)),) if options.ice_url else (),
        exit_with_parent=options.exit_with_parent,
    )
