"""`make bench`: every bench in a process of its own, figures in build/bench.json and as a table.

Each `tests/bench/<name>.py` prints one flat JSON object when it is run with --json.
"""

import json
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
TARGET = Path("build/bench.json")
LIMIT_S = 900.0


def main() -> int:
    figures: dict[str, dict[str, object]] = {}
    for module in sorted(FOLDER.glob("[a-z]*.py")):
        name = module.stem
        run = subprocess.run(
            [sys.executable, "-m", f"tests.bench.{name}", "--json"],
            stdout=subprocess.PIPE,
            timeout=LIMIT_S,
            check=False,
        )
        try:
            figures[name] = json.loads(run.stdout)
        except ValueError:
            figures[name] = {"failed_with": run.returncode}
        for figure, value in figures[name].items():
            print(f"{name:8} {figure:40} {value}")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(figures, indent=2), encoding="utf-8")
    return 0 if all("failed_with" not in found for found in figures.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
