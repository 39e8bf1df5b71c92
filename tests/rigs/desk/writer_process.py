"""A program that writes lines as fast as it can and says which of them are kept.

python -m tests.rigs.desk.writer_process FOLDER FIRST_NUMBER
"""

import sys
from pathlib import Path

from desktop.domain.clock import SystemClock
from desktop.store.store import open_store
from tests.patience import PATIENCE_S
from tests.samples.store import KEY, RESERVE_BYTES, TODAY, line_operation

LINES = 60


def main(folder: Path, first: int) -> None:
    """Every line is written twice, as an officer does who goes on typing."""
    store = open_store(folder, KEY, SystemClock(), reserve_bytes=RESERVE_BYTES)
    number = first
    while True:
        for text in ("đang gõ", f"xong {number}"):
            line_id = f"line-{number % LINES}"
            store.items.record(line_operation(text, line_id), TODAY).result(PATIENCE_S)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
