"""Printing: which printers there are, and how many sheets one was given. Pure.

Nobody is told that something is printed: a printer says only that it took a sheet.
"""

from dataclasses import dataclass

from desktop.domain.ids import SessionId
from desktop.domain.papers.paper import PageImage


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """name: as the system calls it. is_default: of the person who is signed in to the system."""

    name: str
    is_default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintReady:
    """The pages of the minutes of a session are drawn and can be looked at."""

    session_id: SessionId
    pages: int
    printers: tuple[Printer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPageDrawn:
    """A page as it will be printed. page: from 1."""

    session_id: SessionId
    page: int
    image: PageImage


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTaken:
    """The printer took one more sheet. count: of this job so far."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintEnded:
    """The job is over. count: sheets that the printer took. is_whole: all of them."""

    count: int
    is_whole: bool


def sheets_of(pages: int, copies: int) -> tuple[int, ...]:
    """Pages in the order in which they come out: one copy after the other."""
    return tuple(range(1, pages + 1)) * copies
