"""A poor line inside one process: what reaches one end is lost, doubled and put out of order."""

import asyncio
import random
from typing import Any

from desktop.media.engine.peer.aiortc.connection import AiortcConnection


class PoorLine:
    """Bends what comes in at `end`. Shares in [0, 1]; delay_s: of what is put out of order."""

    def __init__(
        self,
        end: AiortcConnection,
        *,
        loss: float = 0.0,
        doubled: float = 0.0,
        disordered: float = 0.0,
        delay_s: float = 0.02,
    ) -> None:
        self._loss = loss
        self._doubled = doubled
        self._disordered = disordered
        self._delay_s = delay_s
        self._chance = random.Random(3)
        ice: Any = end._audio.receiver.transport.transport._connection
        self._deliver = ice.data_received
        ice.data_received = self._bend

    def _bend(self, data: bytes, component: int) -> None:
        is_media = 127 < data[0] < 192
        if is_media and self._chance.random() < self._loss:
            return
        times = 2 if is_media and self._chance.random() < self._doubled else 1
        for _ in range(times):
            if is_media and self._chance.random() < self._disordered:
                loop = asyncio.get_running_loop()
                loop.call_later(self._delay_s, self._deliver, data, component)
            else:
                self._deliver(data, component)
