"""Reads a session's recording as a tape: every byte checked, laid out in time, with its losses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import PartHead, PieceMark
from desktop.domain.recording.tape import (
    FloorSpan,
    PageSpan,
    Tape,
    joined_losses,
    joined_words,
    tape_from,
)
from desktop.recordings.facts import told_recording
from desktop.recordings.reading import part_paths, read_recording
from desktop.recordings.sealing import look_at_seal

Progress = Callable[[int, int], None]
"""Parts that were read, of so many."""


def read_tape(*folders: Path, key: bytes | None, on_part: Progress) -> Tape:
    """What lies in the folders of one session, on every disk. Raises OSError.

    key: None, nobody has it. It takes a second or two for each hour that was recorded.
    """
    session_id = SessionId(folders[0].name)
    whole, done = len(part_paths(*folders)), 0
    told: list[tuple[datetime, datetime, PieceMark]] = []

    def note(head: PartHead, mark: PieceMark) -> None:
        since = head.began_at + timedelta(milliseconds=mark.at_ms)
        told.append((since, since + timedelta(milliseconds=mark.span_ms), mark))

    def count() -> None:
        nonlocal done
        done += 1
        on_part(done, whole)

    recorded = read_recording(*folders, key=key, note=note, on_part=count)
    is_let_go = not recorded.parts
    if is_let_go:
        recorded = told_recording(*folders)
    seal = look_at_seal(folders, recorded)
    tape = tape_from(recorded, session_id=session_id, has_key=key is not None)
    return replace(
        tape,
        losses=joined_losses((since, until, mark.lost) for since, until, mark in told),
        floors=tuple(
            FloorSpan(site_id=SiteId(word), since=since, until=until)
            for since, until, word in joined_words(
                (since, until, mark.floor or "") for since, until, mark in told
            )
        ),
        pages=tuple(
            PageSpan(caption=word, since=since, until=until)
            for since, until, word in joined_words(
                (since, until, mark.page) for since, until, mark in told
            )
        ),
        is_let_go=is_let_go and bool(recorded.parts),
        has_seal=seal is not None,
        seal_fault=None if seal is None else seal.fault,
    )
