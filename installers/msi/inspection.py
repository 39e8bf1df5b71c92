"""Opens a finished installer for the lint."""

import tempfile
from pathlib import Path

from installers.msi.database import Database
from installers.msi.fetch import run_tool
from installers.msi.lint import find
from installers.msi.linted import Contents, Finding


def inspect(path: Path) -> list[Finding]:
    """What is wrong with an installer. Raises: BuildError when it cannot be read."""
    database = Database(path)
    with tempfile.TemporaryDirectory() as folder:
        run_tool(("msiextract", "--directory", folder, str(path)))
        sizes = [one.stat().st_size for one in Path(folder).rglob("*") if one.is_file()]
    return find(
        Contents(
            tables={name: database.rows(name) for name in database.table_names()},
            summary=database.summary(),
            unpacked=(len(sizes), sum(sizes)),
        )
    )
