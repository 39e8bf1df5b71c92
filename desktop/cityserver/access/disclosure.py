"""Which records a person may be told: by role, and denunciations by their need-to-know list."""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from desktop.cityserver.access.callers import Person
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.need_to_know import (
    cases_known_to,
    denunciations_in,
    is_denunciation,
    secret_matters,
)
from desktop.cityserver.store.records.records import ToldRecord, sessions_with_seat
from desktop.cityserver.store.tables.records import EntityRow
from desktop.domain.access.kinds import (
    CASE_FIELD,
    DOSSIER_SITE_FIELD,
    KINDS,
    OWNER_FIELD,
    SESSION_FIELD,
    Audience,
    Kinds,
    may_read,
)
from desktop.domain.access.need_to_know import needs_to_know
from desktop.domain.access.rights import Right, may
from desktop.domain.reception.participant import (
    CITIZEN_ROLES,
    DENOUNCER_ALIAS,
    ParticipantRole,
)
from desktop.domain.sync.operation import EntityKind

Disclosed = EntityRow | ToldRecord
"""A record of which somebody may be told."""

NOBODY = "denouncer"
"""In the place of the id of who must not be known."""
_TAG_CHARACTERS = 16
_JUDGED_ALONE = frozenset(
    {EntityKind.CASE, EntityKind.SESSION, EntityKind.RECEPTION_REQUEST, EntityKind.RING}
)
"""Of these each record is told by what it says."""


class Telling(StrEnum):
    """How much of a record a person is told.

    ALIASED: a session or a request with a denunciation, to whom may know of it: the denouncer's
    name is elsewhere. MASKED: a session's state or a request without its matter, or a unit's report
    without the session that it names. OUTSIDE: the state of a session in which the site has no
    seat, whoever sits there.
    """

    WHOLE = "whole"
    ALIASED = "aliased"
    MASKED = "masked"
    OUTSIDE = "outside"
    NOTHING = "nothing"

    @property
    def is_withheld(self) -> bool:
        """Whether another person at the site might be told more."""
        return self in {Telling.MASKED, Telling.NOTHING}

    @property
    def has_matter(self) -> bool:
        """Whether it says what a case is about."""
        return self in {Telling.WHOLE, Telling.ALIASED}


class Disclosure:
    """Decides for one person within one snapshot. Make one per transaction.

    kinds: the rules of what is disclosed.
    """

    def __init__(self, session: DatabaseSession, person: Person, kinds: Kinds = KINDS) -> None:
        self._session = session
        self._kinds = kinds
        self._role = person.role
        self._site_id = person.site_id
        self._known = cases_known_to(session, person.user_id)
        self._denunciations = dict[str, frozenset[str]]()
        self._seats = dict[str, bool]()
        self._secret_matters = dict[str, EntityKind | None]()
        self._tellings = dict[tuple[str, str | None], Telling]()
        clearance = json.dumps([person.role, sorted(self._known)])
        self.tag = hashlib.sha256(clearance.encode()).hexdigest()[:_TAG_CHARACTERS]
        """Another one when somebody else asks who may be told more or less."""

    def read_ahead(self, rows: Iterable[Disclosed]) -> None:
        """Look up the sessions of these records in one question."""
        rows = tuple(rows)
        self._read_dossiers(rows)
        sessions = {self._session_of(row) for row in rows} - {None} - self._denunciations.keys()
        if not sessions:
            return
        session_ids = [session_id for session_id in sessions if session_id is not None]
        found = denunciations_in(self._session, session_ids)
        seats = sessions_with_seat(self._session, self._site_id, session_ids)
        for session_id in session_ids:
            self._denunciations[session_id] = found.get(session_id, frozenset())
            self._seats[session_id] = session_id in seats

    def outside(self, row: Disclosed) -> dict[str, Any]:
        """What a site without a seat is told of a session, after `telling` has said so.

        Of its cases it knows no more than which are denunciations, to keep it from who is not
        listed.
        """
        secret = sorted(self._denunciations[row.entity_id])
        return {**_masked_session(row.body), "denunciations": secret}

    def telling(self, row: Disclosed) -> Telling:
        """How much of this record the person is told."""
        if row.kind in _JUDGED_ALONE or self._field_of(row) or self._is_of_dossier(row):
            return self._judge(row)
        # All records of a kind in a session are told alike, and a page is full of them.
        alike = (row.kind, row.session_id)
        if alike not in self._tellings:
            self._tellings[alike] = self._judge(row)
        return self._tellings[alike]

    def _judge(self, row: Disclosed) -> Telling:
        if not may_read(self._role, self._kinds[row.kind]):
            return Telling.NOTHING
        if self._is_kept_from(row):
            # A unit has its own report whole: it is not given another text of it.
            is_reader = row.kind == EntityKind.DIFFICULTY and not self._is_own(row)
            return Telling.MASKED if is_reader else Telling.NOTHING
        if row.kind == EntityKind.RECEPTION_REQUEST:
            return self._judge_request(row)
        return self._judge_session(row) if row.kind == EntityKind.SESSION else Telling.WHOLE

    def _judge_session(self, row: Disclosed) -> Telling:
        if not self._seats[row.entity_id]:
            return Telling.OUTSIDE
        if not may(self._role, Right.READ_CASE):
            return Telling.MASKED
        return Telling.ALIASED if self._denunciations[row.entity_id] else Telling.WHOLE

    def _judge_request(self, row: Disclosed) -> Telling:
        """Of a denunciation only the unit that took it knows who it is, only who decides what."""
        if self._is_own(row) or not is_denunciation(row.body):
            return Telling.WHOLE
        return Telling.ALIASED if may(self._role, Right.DECIDE_REQUEST) else Telling.MASKED

    def _is_kept_from(self, row: Disclosed) -> bool:
        if row.kind == EntityKind.CASE:
            return is_denunciation(row.body) and row.entity_id not in self._known
        if self._is_of_dossier(row):
            return self._is_dossier_kept(row)
        session_id = self._session_of(row)
        if session_id is None:
            return False
        self.read_ahead([row])
        return not needs_to_know(self._denunciations[session_id], self._known)

    def _is_dossier_kept(self, row: Disclosed) -> bool:
        """Of a denunciation by its list; before it is a case, as the request's matter is told."""
        self._read_dossiers([row])
        case_id = row.body[CASE_FIELD]
        match self._secret_matters[case_id]:
            case EntityKind.CASE:
                return case_id not in self._known
            case EntityKind.RECEPTION_REQUEST:
                is_here = self._site_id in {row.body[OWNER_FIELD], row.body[DOSSIER_SITE_FIELD]}
                return not is_here and not may(self._role, Right.DECIDE_REQUEST)
            case _:
                return False

    def _read_dossiers(self, rows: Iterable[Disclosed]) -> None:
        """Which of their cases are denunciations, in one question."""
        named = {row.body[CASE_FIELD] for row in rows if self._is_of_dossier(row)}
        if unread := named - self._secret_matters.keys():
            found = secret_matters(self._session, unread)
            self._secret_matters.update({one: found.get(one) for one in unread})

    def _is_of_dossier(self, row: Disclosed) -> bool:
        return self._kinds[row.kind].audience is Audience.DOSSIER

    def _is_own(self, row: Disclosed) -> bool:
        return bool(row.body[OWNER_FIELD] == self._site_id)

    def _session_of(self, row: Disclosed) -> str | None:
        """The session that it is, is of, or names."""
        if row.kind == EntityKind.SESSION:
            return row.entity_id
        field = SESSION_FIELD if row.kind == EntityKind.RING else self._field_of(row)
        named: str | None = row.body[field] if field else row.session_id
        return named

    def _field_of(self, row: Disclosed) -> str:
        """Where a report names a session with which it is not told; "" for all else."""
        rule = self._kinds[row.kind]
        return rule.seat_in if rule.audience is Audience.UNIT else ""


def masked(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """What a person is told of a record at Telling.MASKED."""
    if kind == EntityKind.RECEPTION_REQUEST:
        return {**_aliased_request(body), "content": "", "assistance_reason": ""}
    return _masked_session(body) if kind == EntityKind.SESSION else _masked_difficulty(body)


def aliased(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """What a person is told of a record at Telling.ALIASED."""
    is_request = kind == EntityKind.RECEPTION_REQUEST
    return _aliased_request(body) if is_request else _aliased_session(body)


def _aliased_session(body: dict[str, Any]) -> dict[str, Any]:
    """A session whose denouncer is called by an alias (domain.md §9)."""
    alias = {"full_name": DENOUNCER_ALIAS, "label": DENOUNCER_ALIAS}
    people = [{**one, **alias} if _is_citizen(one) else one for one in body["participants"]]
    return {**body, "participants": people}


def _aliased_request(body: dict[str, Any]) -> dict[str, Any]:
    """Neither who it is nor where from, nor what else the person has asked for."""
    alias = {"requester_id": NOBODY, "requester_name": DENOUNCER_ALIAS, "requester_ward": ""}
    return {**body, **alias}


def _masked_session(body: dict[str, Any]) -> dict[str, Any]:
    """A session's state without its matter: no title, nobody of the citizens' side, no reasons.

    Nor where it meets elsewhere: that is for who takes part.
    """
    others = [one for one in body["participants"] if not _is_citizen(one)]
    gates = [{**one, "override_reason": ""} for one in body["gates"]]
    ending = body.get("ending")
    told = {key: one for key, one in body.items() if key != "conference_address"}
    return {
        **told,
        "title": body["code"],
        "participants": others,
        "gates": gates,
        "ending": None if ending is None else {**ending, "reason": ""},
        "call_off_reason": "",
    }


def _masked_difficulty(body: dict[str, Any]) -> dict[str, Any]:
    """As a difficulty that belongs to no session."""
    return {**body, "about_session_id": None, "about_session_code": ""}


def _is_citizen(participant: dict[str, Any]) -> bool:
    return ParticipantRole(participant["role"]) in CITIZEN_ROLES
