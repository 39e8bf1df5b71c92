"""What one person may be told of records: by role, and of a denunciation by its list alone."""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from desktop.cityserver.access import Person
from desktop.cityserver.store.need_to_know import (
    cases_known_to,
    denunciations_in,
    is_denunciation,
)
from desktop.cityserver.store.records import ToldRecord
from desktop.cityserver.store.tables import EntityRow
from desktop.domain.enums import ParticipantRole
from desktop.domain.participant import CITIZEN_ROLES
from desktop.domain.rights import RIGHT_TO_READ, Right, may
from desktop.domain.sync import EntityKind

Disclosed = EntityRow | ToldRecord
"""A record of which somebody may be told."""

DENOUNCER_ALIAS = "Người tố cáo"
_TAG_CHARACTERS = 16


class Telling(StrEnum):
    """How much of a record a person is told.

    ALIASED: a session with a denunciation, to whom may know of it: the denouncer's name is in
    the case alone. MASKED: a session's state without its matter.
    """

    WHOLE = "whole"
    ALIASED = "aliased"
    MASKED = "masked"
    NOTHING = "nothing"

    @property
    def is_withheld(self) -> bool:
        """Whether another person might be told more."""
        return self in {Telling.MASKED, Telling.NOTHING}


class Disclosure:
    """Decides for one person within one snapshot. Make one per transaction."""

    def __init__(self, session: Session, person: Person) -> None:
        self._session = session
        self._role = person.role
        self._known = cases_known_to(session, person.user_id)
        self._denunciations = dict[str, frozenset[str]]()
        self._tellings = dict[tuple[str, str | None], Telling]()
        clearance = json.dumps([person.role, sorted(self._known)])
        self.tag = hashlib.sha256(clearance.encode()).hexdigest()[:_TAG_CHARACTERS]
        """Another one when somebody else asks who may be told more or less."""

    def read_ahead(self, rows: Iterable[Disclosed]) -> None:
        """Look up the sessions of these records in one question."""
        sessions = {_session_of(row) for row in rows} - {None} - self._denunciations.keys()
        if not sessions:
            return
        session_ids = [session_id for session_id in sessions if session_id is not None]
        found = denunciations_in(self._session, session_ids)
        for session_id in session_ids:
            self._denunciations[session_id] = found.get(session_id, frozenset())

    def telling(self, row: Disclosed) -> Telling:
        """How much of this record the person is told."""
        if row.kind in {EntityKind.CASE, EntityKind.SESSION}:
            return self._judge(row)
        # All records of a kind in a session are told alike, and a page is full of them.
        alike = (row.kind, row.session_id)
        if alike not in self._tellings:
            self._tellings[alike] = self._judge(row)
        return self._tellings[alike]

    def _judge(self, row: Disclosed) -> Telling:
        right = RIGHT_TO_READ.get(EntityKind(row.kind))
        if right is None or not may(self._role, right) or self._is_kept_from(row):
            return Telling.NOTHING
        if row.kind != EntityKind.SESSION:
            return Telling.WHOLE
        if not may(self._role, Right.READ_CASE):
            return Telling.MASKED
        return Telling.ALIASED if self._denunciations[row.entity_id] else Telling.WHOLE

    def _is_kept_from(self, row: Disclosed) -> bool:
        if row.kind == EntityKind.CASE:
            return is_denunciation(row.body) and row.entity_id not in self._known
        session_id = _session_of(row)
        if session_id is None:
            return False
        self.read_ahead([row])
        return not self._denunciations[session_id] <= self._known


def aliased_session(body: dict[str, Any]) -> dict[str, Any]:
    """A session whose denouncer is called by an alias (domain.md §9)."""
    alias = {"full_name": DENOUNCER_ALIAS, "label": DENOUNCER_ALIAS}
    people = [{**one, **alias} if _is_citizen(one) else one for one in body["participants"]]
    return {**body, "participants": people}


def masked_session(body: dict[str, Any]) -> dict[str, Any]:
    """A session's state without its matter: no title, nobody of the citizens' side, no reasons."""
    others = [one for one in body["participants"] if not _is_citizen(one)]
    gates = [{**one, "override_reason": ""} for one in body["gates"]]
    ending = body.get("ending")
    return {
        **body,
        "title": body["code"],
        "participants": others,
        "gates": gates,
        "ending": None if ending is None else {**ending, "reason": ""},
    }


def _is_citizen(participant: dict[str, Any]) -> bool:
    return ParticipantRole(participant["role"]) in CITIZEN_ROLES


def _session_of(row: Disclosed) -> str | None:
    return row.entity_id if row.kind == EntityKind.SESSION else row.session_id
