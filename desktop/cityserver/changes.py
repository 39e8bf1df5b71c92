"""What a site has not been told yet, after an opaque cursor, as far as the person may be told."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.cityserver.access import Person
from desktop.cityserver.disclosure import Disclosure, Telling, aliased_session, masked_session
from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.database import Database
from desktop.cityserver.store.meta import read_epoch
from desktop.cityserver.store.records import newest_revision, records_after
from desktop.cityserver.store.tables import EntityRow
from desktop.contract.operations import ChangeOut, ChangesAnswer
from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_CHANGES_PER_PULL

_SEPARATOR = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cursor:
    """revision: up to here everything was told or withheld. whole: up to here nothing was withheld.

    tag: from whom something was withheld (Disclosure.tag), "" when nothing was. One PC has one
    cursor and many people: another person starts again where something was first withheld.
    """

    revision: int = 0
    whole: int = 0
    tag: str = ""

    def start_for(self, tag: str) -> "_Cursor":
        """Where the person with this tag goes on."""
        is_same = not self.tag or self.tag == tag
        return self if is_same else _Cursor(revision=self.whole, whole=self.whole)


class Changes:
    """Answers pulls. Thread: any; waits for the disk."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def pull(self, person: Person, cursor: str) -> ChangesAnswer:
        """Everything after `cursor` ("" from the beginning), at most MAX_CHANGES_PER_PULL.

        Cursor and items come from one snapshot, so nothing falls between two pulls.

        Raises:
            Rejected: gone for a cursor that is not of this epoch.
        """
        with self._database.read() as session:
            epoch = read_epoch(session)
            told_before = _cursor_of(cursor, epoch)
            if told_before.revision > newest_revision(session):
                # Only a server put back to an older copy has not reached this cursor yet.
                raise Rejected(ProblemCode.GONE)
            disclosure = Disclosure(session, person)
            start = told_before.start_for(disclosure.tag)
            found = records_after(session, person.site_id, start.revision, MAX_CHANGES_PER_PULL + 1)
            page = found[:MAX_CHANGES_PER_PULL]
            disclosure.read_ahead([row for _, row in page])
            tellings = [disclosure.telling(row) for _, row in page]
        told = (_change(row, how) for (_, row), how in zip(page, tellings, strict=True))
        return ChangesAnswer(
            epoch=epoch,
            cursor=_text(epoch, _moved(start, page, tellings, disclosure.tag)),
            has_more=len(found) > len(page),
            changes=tuple(change for change in told if change is not None),
        )


def _change(row: EntityRow, telling: Telling) -> ChangeOut | None:
    revision, body = row.revision, row.body
    match telling:
        case Telling.NOTHING:
            return None
        case Telling.MASKED:
            # One less than its revision, which nothing else has of this record: the whole one
            # is newer to a PC whose next person may see it, and is not masked again.
            revision, body = revision - 1, masked_session(body)
        case Telling.ALIASED:
            body = aliased_session(body)
        case Telling.WHOLE:
            pass
    return ChangeOut(kind=row.kind, entity_id=row.entity_id, revision=revision, body=body)


def _moved(
    start: _Cursor,
    page: Sequence[tuple[int, EntityRow]],
    tellings: Sequence[Telling],
    tag: str,
) -> _Cursor:
    revision = page[-1][0] if page else start.revision
    if start.tag:
        return _Cursor(revision=revision, whole=start.whole, tag=tag)
    withheld = (told for (told, _), how in zip(page, tellings, strict=True) if how.is_withheld)
    first = next(withheld, None)
    if first is None:
        return _Cursor(revision=revision, whole=revision)
    return _Cursor(revision=revision, whole=first - 1, tag=tag)


def _text(epoch: str, cursor: _Cursor) -> str:
    parts = [epoch, str(cursor.revision)]
    if cursor.tag:
        parts += [str(cursor.whole), cursor.tag]
    return base64.urlsafe_b64encode(_SEPARATOR.join(parts).encode()).decode()


def _cursor_of(text: str, epoch: str) -> _Cursor:
    if not text:
        return _Cursor()
    try:
        told_epoch, *parts = base64.urlsafe_b64decode(text).decode().split(_SEPARATOR)
        cursor = _parsed(parts)
    except (binascii.Error, ValueError) as error:
        raise Rejected(ProblemCode.GONE) from error
    if told_epoch != epoch or not 0 <= cursor.whole <= cursor.revision:
        raise Rejected(ProblemCode.GONE)
    return cursor


def _parsed(parts: Sequence[str]) -> _Cursor:
    """Raises ValueError."""
    if len(parts) == 1:
        return _Cursor(revision=int(parts[0]), whole=int(parts[0]))
    revision, whole, tag = parts
    return _Cursor(revision=int(revision), whole=int(whole), tag=tag)
