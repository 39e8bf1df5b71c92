"""A call on aiortc under bent packets and offers: `python -m tests.bench.bent_packets`.

Ends with 0 when the call went on; prints how long it took and how much memory came to it.
"""

import argparse
import asyncio
import json
import logging
import sys
import time

import psutil

from tests.fakes.fuzzed_call import FuzzedCall


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--offers", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="as every bench; it prints JSON anyway")
    options = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    before = psutil.Process().memory_info().rss
    began_s = time.monotonic()
    answered = asyncio.run(bend(options.seed, options.count, options.offers))
    figures = {
        "packets": options.count,
        "offers": options.offers,
        "offers_answered": answered,
        "seconds": round(time.monotonic() - began_s, 1),
        "memory_growth_mb": round((psutil.Process().memory_info().rss - before) / 1e6, 1),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


async def bend(seed: int, packets: int, offers: int) -> int:
    await FuzzedCall().run(seed=seed, count=packets)
    return await FuzzedCall().answer_bent_offers(seed=seed, count=offers)


if __name__ == "__main__":
    sys.exit(main())
