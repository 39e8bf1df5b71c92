"""A call under bent packets and offers: `python -m tests.bench.bent_packets --engine libwebrtc`.

Ends with 0 when the call went on; prints how long it took and how much memory came to it.
"""

import argparse
import asyncio
import json
import logging
import sys
import time

import psutil

from tests.rigs.line.bent_sender import outlive_bent_packets
from tests.rigs.line.fuzzed_call import FuzzedCall, answer_bent_offers
from tests.rigs.line.media_pair import FACTORIES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--offers", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="as every bench; it prints JSON anyway")
    parser.add_argument("--engine", choices=("aiortc", "libwebrtc"), default="aiortc")
    options = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    before = psutil.Process().memory_info().rss
    began_s = time.monotonic()
    answered = asyncio.run(_BENDS[options.engine](options.seed, options.count, options.offers))
    figures = {
        "engine": options.engine,
        "packets": options.count,
        "offers": options.offers,
        "offers_answered": answered,
        "seconds": round(time.monotonic() - began_s, 1),
        "memory_growth_mb": round((psutil.Process().memory_info().rss - before) / 1e6, 1),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


async def bend_aiortc(seed: int, packets: int, offers: int) -> int:
    """Packets are put in behind its SRTP."""
    await FuzzedCall().run(seed=seed, count=packets)
    return await answer_bent_offers(FACTORIES["aiortc"], seed=seed, count=offers)


async def bend_libwebrtc(seed: int, packets: int, offers: int) -> int:
    """Packets come over the wire, encrypted by the other site."""
    bent = await outlive_bent_packets(seed=seed, count=packets)
    assert bent.sent >= packets // 3
    assert bent.bent >= packets // 150
    return await answer_bent_offers(FACTORIES["libwebrtc"], seed=seed, count=offers)


_BENDS = {"aiortc": bend_aiortc, "libwebrtc": bend_libwebrtc}


if __name__ == "__main__":
    sys.exit(main())
