"""A call on aiortc under bent packets: `python -m tests.bench.bent_packets [--count N] [--seed N]`.

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
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    before = psutil.Process().memory_info().rss
    began_s = time.monotonic()
    asyncio.run(bend(options.seed, options.count))
    figures = {
        "packets": options.count,
        "seconds": round(time.monotonic() - began_s, 1),
        "memory_growth_mb": round((psutil.Process().memory_info().rss - before) / 1e6, 1),
    }
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


async def bend(seed: int, count: int) -> None:
    await FuzzedCall().run(seed=seed, count=count)


if __name__ == "__main__":
    sys.exit(main())
