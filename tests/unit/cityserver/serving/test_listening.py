"""The port: how what is sent on it leaves."""

import asyncio
import socket
from pathlib import Path

import pytest

from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.serving.listening import open_listener
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.unit


async def is_sent_at_once(listener: socket.socket) -> bool:
    """Whether an accepted connection sends without waiting for what it sent before."""
    options: asyncio.Queue[int] = asyncio.Queue()

    def on_connected(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted = writer.get_extra_info("socket")
        options.put_nowait(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(on_connected, sock=listener):
        _, writer = await asyncio.open_connection(*listener.getsockname()[:2])
        async with asyncio.timeout(PATIENCE_S):
            option = await options.get()
        writer.close()
    return option != 0


@pytest.mark.parametrize("workers", [1, 2])
def test_no_answer_waits_for_an_acknowledgement(tmp_path: Path, workers: int) -> None:
    url = None if workers == 1 else "postgresql+psycopg://nowhere"
    config = CityServerConfig(folder=tmp_path, database_url=url, workers=workers)
    with open_listener(config) as listener:
        assert asyncio.run(is_sent_at_once(listener))
