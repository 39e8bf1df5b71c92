"""What access keeps in the store: room token, sign-in list, present sign-in."""

import json
import logging
import threading
from dataclasses import asdict, dataclass, replace
from typing import Any

from desktop.domain.access.person import Officer, Role
from desktop.domain.errors import StorageError
from desktop.domain.ids import CaseId, UserId
from desktop.store.records.key_values import Memory

logger = logging.getLogger(__name__)

COMMIT_LIMIT_S = 5.0
_ROOM = "access.room_token"
_OFFICERS = "access.officers"
_GRANT = "access.grant"
_SITE = "access.site"
_OLD_LENGTH = 3  # of an officer, before the city told of denunciations


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Grant:
    """A sign-in at the city that goes on. refresh_token: works once."""

    user_id: UserId
    refresh_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteName:
    """How this room is called, known before anybody has signed in."""

    name: str
    unit_code: str


class AccessMemory:
    """Kept in the encrypted store. Thread: any; what cannot be read counts as not kept."""

    def __init__(self, *, memory: Memory) -> None:
        self._memory = memory
        self._turn = threading.Lock()
        """Held while the sign-in list is read and written anew."""

    def room_token(self) -> str | None:
        """The token of this PC, None before enrolment."""
        return self._memory.recall(_ROOM)

    def keep_room_token(self, token: str | None) -> None:
        """Durable when it returns: the enrolment code is spent already."""
        self._memory.keep(_ROOM, token).result(COMMIT_LIMIT_S)

    def grant(self) -> Grant | None:
        """The sign-in that was running."""
        kept = self._recall(_GRANT)
        try:
            return None if kept is None else Grant(**kept)
        except TypeError:
            return None

    def keep_grant(self, grant: Grant) -> None:
        """Durable when it returns, before anybody can use what came with it.

        After a kill the grant before this one would be used again, and once this one was used the
        city takes that for a theft: nobody would be signed in any more.
        """
        try:
            self._memory.keep(_GRANT, json.dumps(asdict(grant))).result(COMMIT_LIMIT_S)
        except (StorageError, TimeoutError) as error:
            # on a disk without any room people still work; a kill then ends the sign-in
            logger.warning("sign-in not kept error=%s", type(error).__name__)

    def remember_grant(self, grant: Grant | None) -> None:
        """Returns before the commit."""
        text = None if grant is None else json.dumps(asdict(grant))
        self._memory.remember(_GRANT, text)

    def officers(self) -> tuple[Officer, ...]:
        """The sign-in list as last fetched."""
        kept = self._recall(_OFFICERS)
        try:
            return tuple(
                Officer(
                    id=UserId(each[0]),
                    display_name=each[1],
                    role=Role(each[2]),
                    denunciations=_cases(each[3] if len(each) > _OLD_LENGTH else None),
                )
                for each in kept or ()
            )
        except (ValueError, IndexError, TypeError):
            logger.warning("sign-in list unreadable")
            return ()

    def keep_officers(self, officers: tuple[Officer, ...]) -> bool:
        """The sign-in list as fetched now. Returns whether it is another one, before the commit.

        Where it does not say which denunciations a person needs to know of, what was told at the
        last sign-in stays.
        """
        with self._turn:
            kept = self.officers()
            told = {one.id: one.denunciations for one in kept}
            merged = tuple(
                replace(one, denunciations=told.get(one.id)) if one.denunciations is None else one
                for one in officers
            )
            return self._write_officers(kept, merged)

    def keep_denunciations(self, officer: Officer) -> bool:
        """What the city told at a sign-in or a renewal. Returns as `keep_officers`."""
        if officer.denunciations is None:
            return False
        with self._turn:
            kept = self.officers()
            told = tuple(
                replace(one, denunciations=officer.denunciations) if one.id == officer.id else one
                for one in kept
            )
            return self._write_officers(kept, told)

    def _write_officers(self, kept: tuple[Officer, ...], officers: tuple[Officer, ...]) -> bool:
        if officers == kept:
            return False
        rows = [
            (
                officer.id,
                officer.display_name,
                officer.role,
                None if officer.denunciations is None else sorted(officer.denunciations),
            )
            for officer in officers
        ]
        self._memory.remember(_OFFICERS, json.dumps(rows, ensure_ascii=False))
        return True

    def site_name(self) -> SiteName | None:
        """How the city calls this room."""
        kept = self._recall(_SITE)
        try:
            return None if kept is None else SiteName(**kept)
        except TypeError:
            return None

    def keep_site_name(self, site: SiteName) -> None:
        """Returns before the commit."""
        self._memory.remember(_SITE, json.dumps(asdict(site), ensure_ascii=False))

    def _recall(self, name: str) -> Any:  # noqa: ANN401 - JSON
        kept = self._memory.recall(name)
        try:
            return None if kept is None else json.loads(kept)
        except ValueError:
            logger.warning("access note unreadable name=%s", name)
            return None


def _cases(kept: list[str] | None) -> frozenset[CaseId] | None:
    return None if kept is None else frozenset(CaseId(one) for one in kept)
