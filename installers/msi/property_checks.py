"""The part of the lint that looks at what an installer knows, and at which of its halves knows it.

An installation with a window asks and looks things up as the person; files and values are put in
place by a second half with rights, which is told the secure properties only.
"""

import re
from collections.abc import Iterator
from typing import Final

from installers.msi.linted import Contents
from installers.msi.tables import hidden_properties, secure_properties

_IN_A_VALUE: Final = re.compile(r"\[([A-Z_][A-Z0-9_]*)\]")
# Names with small letters are Windows Installer's own: both halves know them.
_IN_A_CONDITION: Final = re.compile(r"(?<![\w.])[A-Z_][A-Z0-9_.]*(?![\w.])")
_QUOTED: Final = re.compile(r'"[^"]*"')
_OPERATORS: Final = frozenset({"AND", "OR", "NOT", "XOR", "EQV", "IMP"})
_LOOKS_IN_64_BIT: Final = 16


def told_is_secure(contents: Contents) -> Iterator[str]:
    """ICE61: what the line of msiexec says reaches the part that has rights."""
    for name in sorted({*secure_properties()} - _secure(contents)):
        yield f"{name} is not in SecureCustomProperties"


def found_is_secure(contents: Contents) -> Iterator[str]:
    """What is looked up, and what an installation is refused by, reaches the part that has rights.

    That part looks nothing up again: it would know an old Windows where there is none, and refuse.
    """
    found = {row["Property"] for row in contents.rows("AppSearch")}
    for row in contents.rows("LaunchCondition"):
        names = _IN_A_CONDITION.findall(_QUOTED.sub("", row["Condition"]))
        found |= {*names} - _OPERATORS
    for name in sorted(found - _secure(contents)):
        yield f"{name} is not in SecureCustomProperties"


def secrets_are_hidden(contents: Contents) -> Iterator[str]:
    """A log of the installation shows no secret."""
    have = set(contents.properties().get("MsiHiddenProperties", "").split(";"))
    for name in hidden_properties():
        if name not in have:
            yield f"{name} is not in MsiHiddenProperties"


def settings_are_remembered(contents: Contents) -> Iterator[str]:
    """ICE12: in both halves, what was told once is known before components are chosen."""
    for row in contents.rows("CustomAction"):
        name = row["Action"]
        if not name.startswith("Keep_"):
            continue
        for table in ("InstallUISequence", "InstallExecuteSequence"):
            if not contents.is_in_order("AppSearch", name, "CostInitialize", table=table):
                yield f"{name} does not stand between AppSearch and CostInitialize in {table}"
    for row in contents.rows("RegLocator"):
        if not int(row["Type"]) & _LOOKS_IN_64_BIT:
            yield f"{row['Signature_']} is looked up in 32 bit"


def searches_exist(contents: Contents) -> Iterator[str]:
    """Every search exists."""
    known = {row["Signature_"] for row in contents.rows("RegLocator")}
    for row in contents.rows("AppSearch"):
        if row["Signature_"] not in known:
            yield f"{row['Property']} is searched nowhere"


def written_is_secure(contents: Contents) -> Iterator[str]:
    """Every property in a value reaches the part of the installation that writes it."""
    known = {*secure_properties(), *(row["Directory"] for row in contents.rows("Directory"))}
    for row in contents.rows("Registry"):
        for name in _IN_A_VALUE.findall(row["Value"]):
            if name not in known:
                yield f"{row['Name']} uses {name}, which is not secure"


def _secure(contents: Contents) -> set[str]:
    return set(contents.properties().get("SecureCustomProperties", "").split(";"))
