"""`make bench`: every bench in a process of its own, figures in build/bench.json and as a table.

Each `tests/bench/<name>.py` prints one JSON object when it is run with --json. The table is in
build/bench.txt too.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.bench import calls

FOLDER = Path(__file__).parent
TARGET = Path("build/bench.json")
TABLE = Path("build/bench.txt")
LIMIT_S = 1_800.0


def main() -> int:
    figures: dict[str, dict[str, object]] = {}
    texts: list[str] = []
    for module in sorted(FOLDER.glob("[a-z]*.py")):
        name = module.stem
        figures[name] = figures_of(name)
        text = as_text(name, figures[name])
        print(text, flush=True)
        texts.append(text)
        # after each: a run that is stopped keeps what it has
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(json.dumps(figures, indent=2), encoding="utf-8")
        TABLE.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return 0 if all("failed_with" not in found for found in figures.values()) else 1


def figures_of(name: str) -> dict[str, object]:
    command = [sys.executable, "-m", f"tests.bench.{name}", "--json"]
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, timeout=LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        return {"failed_with": f"nothing after {LIMIT_S:.0f} s"}
    try:
        found: dict[str, object] = json.loads(run.stdout)
    except ValueError:
        return {"failed_with": run.returncode}
    return found


def as_text(name: str, found: Mapping[str, object]) -> str:
    """Calls as a table of their own, everything else one figure a line."""
    rows = {row: value for row, value in found.items() if isinstance(value, dict)}
    lines = [
        f"{name:8} {figure:40} {value}" for figure, value in found.items() if figure not in rows
    ]
    return "\n".join([*lines, *([calls.as_table(rows)] if rows else [])])


if __name__ == "__main__":
    raise SystemExit(main())
