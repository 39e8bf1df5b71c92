"""The part of the lint that looks at what an installer runs, and when."""

from collections.abc import Iterator
from typing import Final

from installers.msi.guard import ENTRY as GUARD_ENTRY
from installers.msi.linted import Contents
from installers.msi.wxs import GUARD, GUARD_BINARY, GUARD_CONDITION, PURGE, PURGE_CONDITION

_SETS_A_PROPERTY: Final = 51
_SOURCE_KINDS: Final = 0b111111
# 18: an installed program; 64: however it ends. Neither deferred nor without the person.
_PURGE_TYPE: Final = str(18 + 64)
# A library that lies in the installer, at once, as the person, its answer heeded.
_GUARD_TYPE: Final = "1"


def no_code_runs(contents: Contents) -> Iterator[str]:
    """The installer sets properties and may refuse; it runs no code of ours with rights."""
    harmless = {_SETS_A_PROPERTY, 19, 35}
    known = {(PURGE, _PURGE_TYPE), (GUARD, _GUARD_TYPE)}
    for row in contents.rows("CustomAction"):
        is_known = (row["Action"], row["Type"]) in known
        if not is_known and int(row["Type"]) & _SOURCE_KINDS not in harmless:
            yield f"the action {row['Action']} runs code"
    for row in contents.rows("Binary"):
        if row["Name"] != GUARD_BINARY:
            yield f"{row['Name']} is carried along"


def guard_comes_first(contents: Contents) -> Iterator[str]:
    """A running program is asked to leave after every refusal and before anything is changed."""
    if not contents.is_in_order("LaunchConditions", "CostFinalize", GUARD, "InstallValidate"):
        yield f"{GUARD} stands in a wrong place"
    for row in contents.rows("InstallExecuteSequence"):
        if row["Action"] == GUARD and row["Condition"] != GUARD_CONDITION:
            yield f"{GUARD} has another condition"
    actions = [row for row in contents.rows("CustomAction") if row["Action"] == GUARD]
    if [(row["Source"], row["Target"]) for row in actions] != [(GUARD_BINARY, GUARD_ENTRY)]:
        yield f"{GUARD} is another action"


def records_stay(contents: Contents) -> Iterator[str]:
    """Records go only when the product is removed for good and somebody asked for it."""
    for table in ("InstallExecuteSequence", "InstallUISequence"):
        for row in contents.rows(table):
            if row["Action"] == PURGE and row.get("Condition") != PURGE_CONDITION:
                yield f"{PURGE} may run without being asked for"
    if contents.rows("RemoveFile"):
        yield "RemoveFile is not empty"
