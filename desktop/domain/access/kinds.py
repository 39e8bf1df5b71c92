"""The table of kinds: of each kind of record, whose it is, who may see it and how it may change.

Desk and city decide by it: what may be written and sent, what is refused, who is told. A kind that
is added needs a row here and one in `desktop/mapping/records.py`. What no column can say is a named
check of `Need`, which the city carries out (`cityserver/exchange/needs.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Final

from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right, may
from desktop.domain.sync.operation import EntityKind

OWNER_FIELD: Final = "owner_site_id"
"""On the wire: the site whose record it is, of every kind that belongs to a site."""
SESSION_FIELD: Final = "session_id"
"""On the wire: the session of a record that is told with its session."""
CASE_FIELD: Final = "case_id"
"""On the wire: the case of a record that is part of its dossier."""
DOSSIER_SITE_FIELD: Final = "site_id"
"""On the wire: the site in whose dossier it is."""
MAX_AGENCIES: Final = 1_000
MAX_CALENDAR_DAYS: Final = 2_000


class Owner(StrEnum):
    """Whose a record is.

    CITY: written by the city alone. SITE: of the site that OWNER_FIELD names, for ever. NOBODY:
    rooms write it, and it is no site's own.
    """

    CITY = "city"
    SITE = "site"
    NOBODY = "nobody"


class Audience(StrEnum):
    """The sites that are told of a record; a person there also needs the right to read it.

    SESSION: with a seat in its session. SCHEDULE: with a seat in the session that it is, and
    headquarters, which plan for every site: without a seat they are told its state alone. CASE:
    with a seat in a session that receives the case. DOSSIER: those too, the site whose dossier it
    is, its own site and headquarters; of a denunciation those on its list alone.
    NEIGHBOURS: which share a session with this site, and headquarters, which plan with every site.
    UNIT: its own site and headquarters. OWN: its own site alone.
    """

    SESSION = "session"
    SCHEDULE = "schedule"
    CASE = "case"
    DOSSIER = "dossier"
    NEIGHBOURS = "neighbours"
    UNIT = "unit"
    OWN = "own"
    EVERY_SITE = "every_site"
    NOBODY = "nobody"


class Until(StrEnum):
    """How long a record may change. SIGNED: until the minutes of its session are signed."""

    ALWAYS = "always"
    SIGNED = "signed"


class Blobs(StrEnum):
    """Bytes that travel beside a record. PAPER: those of its hash, if it has one.

    PHOTOS: those of its entries.
    """

    NONE = "none"
    PAPER = "paper"
    PHOTOS = "photos"


class Need(StrEnum):
    """What must be at the city before the record, where the columns cannot say it.

    REPORT: the report that it answers. CASE_OF_SESSION: its session, which receives its case.
    UNDECIDED: nothing was decided of it yet, or it says no more than that a refusal was told.
    REQUEST: the request that it decides, lawfully.
    FORM: nothing, but no field has a fault that keeps a desk from sending it. OWN_RECORDS: whom and
    what it names is of the unit itself. KEPT_BLOCK: what may not be received online may not be
    later either. NOT_BLOCKED: nothing of it that a session would receive is kept from being
    received online. ONE_GROUP: several people came as members of one group, which is there.
    MOVE: it comes from where it stood by moves that there are. DOSSIER: its case, or the request
    that becomes it, of which the unit may know; headquarters alone enters what is in another site's
    dossier. HELD: papers of a case of which the site may know; its own word, once. ROW: what the
    register may still say of its content; what was struck out stays as it was struck out. TASK: a
    conclusion of its own session, by the unit that gives it or the one that is to do it; nothing
    that was given is written over. CLOSED: its session,
    which is closed.
    """

    REPORT = "report"
    CASE_OF_SESSION = "case_of_session"
    UNDECIDED = "undecided"
    REQUEST = "request"
    FORM = "form"
    OWN_RECORDS = "own_records"
    KEPT_BLOCK = "kept_block"
    DOSSIER = "dossier"
    HELD = "held"
    NOT_BLOCKED = "not_blocked"
    ONE_GROUP = "one_group"
    MOVE = "move"
    ROW = "row"
    TASK = "task"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """One row. Fields are named as on the wire.

    write: the right of whoever writes it in a room; None: the city alone does. read: the right of
    whoever is told; None: nobody is, it is for the city's audit log. is_sealed: once sent, it stays
    as it was sent. fixed: fields that never change; the owner never does. until: how long the
    others may. seat_in: the field that names a session in which the writer's site needs a seat; a
    null there needs none. id_field: the field that is the record's id. at_headquarters: only
    headquarters writes it. most: records of this kind that the city takes. is_report: a unit's
    report, of which headquarters gives a receipt. keeps_former: the city keeps what a record said
    before. is_unasked: the program writes it by itself, so nobody is shown that the city refused it
    (one of before knows no such kind). waits_for_space: not written into the disk space that is
    held back for minutes.
    """

    owner: Owner
    write: Right | None
    read: Right | None
    audience: Audience
    is_sealed: bool = False
    fixed: frozenset[str] = frozenset()
    until: Until = Until.ALWAYS
    seat_in: str = ""
    needs: tuple[Need, ...] = ()
    id_field: str = ""
    at_headquarters: bool = False
    most: int | None = None
    is_report: bool = False
    keeps_former: bool = False
    is_unasked: bool = False
    waits_for_space: bool = False
    blobs: Blobs = Blobs.NONE

    def __post_init__(self) -> None:
        """Raises ValueError for columns that contradict each other."""
        if (self.owner is Owner.CITY) is not (self.write is None):
            raise ValueError("what rooms may not write is the city's, and nothing else is")
        if (self.audience is Audience.NOBODY) is not (self.read is None):
            raise ValueError("what nobody may read is told to no site, and nothing else is")
        if self.until is Until.SIGNED and self.audience is not Audience.SESSION:
            raise ValueError("only a record of a session changes until its minutes are signed")
        if self.is_sealed and (self.fixed or self.until is not Until.ALWAYS):
            raise ValueError("of a sealed record nothing changes at any time")

    @property
    def is_of_session(self) -> bool:
        """Whether SESSION_FIELD names the session with which it is told; not of the session."""
        return self.audience is Audience.SESSION and self.owner is not Owner.CITY

    @property
    def is_for_audit_alone(self) -> bool:
        """Nobody is told of it: a desk does not wait for it, and does not show its refusal."""
        return self.read is None


Kinds = Mapping[str, KindRule]
"""Rules by kind: a value of EntityKind, or another word of whoever hands in a table."""

_unit_report = partial(
    KindRule,
    owner=Owner.SITE,
    write=Right.REPORT_TO_CITY,
    read=Right.READ_REPORTS,
    audience=Audience.UNIT,
    is_sealed=True,
    is_report=True,
)

_taken_in = partial(
    KindRule,
    owner=Owner.SITE,
    write=Right.RECEIVE_CITIZEN,
    read=Right.READ_REQUESTS,
    audience=Audience.OWN,
    keeps_former=True,
)
"""Of an intake; as a citizen personal data."""

_TOLD_AT_THE_DESK = frozenset(
    {
        "created_at",
        "created_by",
        "visit_id",
        "petition_id",
        "year",
        "reception_date",
        "name_address",
        "id_document",
        "summary",
        "request",
        "petition_type",
        "same_content_count",
        "replaces_id",
    }
)
"""Of a row of the register: what was entered is never written over."""

KINDS: Final[Kinds] = MappingProxyType(
    {
        EntityKind.SITE: KindRule(
            owner=Owner.CITY,
            write=None,
            read=Right.READ_DIRECTORY,
            audience=Audience.NEIGHBOURS,
        ),
        EntityKind.CASE: KindRule(
            owner=Owner.CITY, write=None, read=Right.READ_CASE, audience=Audience.CASE
        ),
        # Without READ_CASE, or without a seat, a session is told without the citizens' side.
        EntityKind.SESSION: KindRule(
            owner=Owner.CITY, write=None, read=Right.READ_SCHEDULE, audience=Audience.SCHEDULE
        ),
        EntityKind.MINUTE_LINE: KindRule(
            owner=Owner.SITE,
            write=Right.WRITE_MINUTES,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            fixed=frozenset({SESSION_FIELD}),
            until=Until.SIGNED,
            seat_in=SESSION_FIELD,
            keeps_former=True,
        ),
        EntityKind.PAPER: KindRule(
            owner=Owner.SITE,
            write=Right.ADD_PAPER,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            fixed=frozenset({SESSION_FIELD, "sha256", "size_bytes"}),
            until=Until.SIGNED,
            seat_in=SESSION_FIELD,
            keeps_former=True,
            waits_for_space=True,
            blobs=Blobs.PAPER,
        ),
        EntityKind.FOCAL_POINT: _unit_report(),
        EntityKind.DIFFICULTY: _unit_report(seat_in="about_session_id"),
        EntityKind.READINESS_SHEET: _unit_report(blobs=Blobs.PHOTOS),
        EntityKind.RECEIPT: KindRule(
            owner=Owner.SITE,
            write=Right.RECEIVE_REPORTS,
            read=Right.READ_REPORTS,
            audience=Audience.UNIT,
            fixed=frozenset({"report_kind"}),
            needs=(Need.REPORT,),
            id_field="report_id",
            at_headquarters=True,
        ),
        # Its code is its id, so that two PCs cannot give one code to two agencies.
        EntityKind.AGENCY: KindRule(
            owner=Owner.NOBODY,
            write=Right.EDIT_DIRECTORY,
            read=Right.READ_DIRECTORY,
            audience=Audience.EVERY_SITE,
            id_field="code",
            at_headquarters=True,
            most=MAX_AGENCIES,
        ),
        # The day is its id: what two PCs say of one day is a clash, never two rows.
        EntityKind.CALENDAR_DAY: KindRule(
            owner=Owner.NOBODY,
            write=Right.EDIT_CALENDAR,
            read=Right.READ_DIRECTORY,
            audience=Audience.EVERY_SITE,
            id_field="day",
            needs=(Need.FORM,),
            at_headquarters=True,
            most=MAX_CALENDAR_DAYS,
        ),
        # Personal data: nobody but the unit that took it in; a case tells what a session needs.
        EntityKind.CITIZEN: KindRule(
            owner=Owner.SITE,
            write=Right.TAKE_REQUEST,
            read=Right.READ_REQUESTS,
            audience=Audience.OWN,
            needs=(Need.FORM,),
            keeps_former=True,
        ),
        EntityKind.IDENTITY_CHECK: _taken_in(needs=(Need.FORM, Need.OWN_RECORDS)),
        EntityKind.STANDING: _taken_in(needs=(Need.FORM, Need.OWN_RECORDS)),
        EntityKind.GROUP: _taken_in(needs=(Need.FORM, Need.OWN_RECORDS)),
        EntityKind.PETITION: _taken_in(needs=(Need.FORM, Need.OWN_RECORDS, Need.KEPT_BLOCK)),
        EntityKind.VISIT: _taken_in(
            seat_in=SESSION_FIELD,
            needs=(Need.FORM, Need.OWN_RECORDS, Need.ONE_GROUP, Need.NOT_BLOCKED, Need.MOVE),
        ),
        EntityKind.RECEPTION_REQUEST: KindRule(
            owner=Owner.SITE,
            write=Right.TAKE_REQUEST,
            read=Right.READ_REQUESTS,
            audience=Audience.UNIT,
            needs=(Need.UNDECIDED, Need.FORM, Need.OWN_RECORDS, Need.KEPT_BLOCK),
            keeps_former=True,
        ),
        # The request is its id, so that the first decision stands.
        EntityKind.REQUEST_DECISION: KindRule(
            owner=Owner.SITE,
            write=Right.DECIDE_REQUEST,
            read=Right.READ_REQUESTS,
            audience=Audience.UNIT,
            is_sealed=True,
            needs=(Need.REQUEST,),
            id_field="request_id",
        ),
        # Whatever its number rests on never changes; what is said of it may.
        EntityKind.CASE_PAPER: KindRule(
            owner=Owner.SITE,
            write=Right.ADD_PAPER,
            read=Right.READ_CASE,
            audience=Audience.DOSSIER,
            fixed=frozenset(
                {CASE_FIELD, DOSSIER_SITE_FIELD, "sha256", "size_bytes", "mime", "page_count"}
            ),
            needs=(Need.DOSSIER,),
            keeps_former=True,
            waits_for_space=True,
            blobs=Blobs.PAPER,
        ),
        # A site says of a case, in one record, which of its papers it has whole.
        EntityKind.PAPERS_HELD: KindRule(
            owner=Owner.SITE,
            write=Right.READ_CASE,
            read=Right.READ_CASE,
            audience=Audience.DOSSIER,
            fixed=frozenset({CASE_FIELD, DOSSIER_SITE_FIELD}),
            needs=(Need.HELD,),
            is_unasked=True,
            waits_for_space=True,
        ),
        # The paper is its id: the city says once where it stands.
        EntityKind.PAPER_PLACE: KindRule(
            owner=Owner.CITY,
            write=None,
            read=Right.READ_CASE,
            audience=Audience.DOSSIER,
            id_field="paper_id",
        ),
        # The session is its id: the city says once what was measured before the opening.
        EntityKind.ROOM_CONDITION: KindRule(
            owner=Owner.CITY,
            write=None,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            id_field=SESSION_FIELD,
        ),
        # The session is its id: the city says what became of everybody who was called into it.
        EntityKind.AGENCY_CALLS: KindRule(
            owner=Owner.CITY,
            write=None,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            id_field=SESSION_FIELD,
        ),
        # The call is its id: nobody but the site that is rung, which has no seat yet.
        EntityKind.RING: KindRule(
            owner=Owner.CITY, write=None, read=Right.ANSWER_CALL, audience=Audience.OWN
        ),
        # The session is its id: the city says who waits for it, and that they were called.
        EntityKind.WAITING_TICKET: KindRule(
            owner=Owner.CITY,
            write=None,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            id_field=SESSION_FIELD,
        ),
        # Its line of the minutes may be corrected; this stays as it was noted. A city of before
        # refuses it, and nobody is told: the line is there.
        EntityKind.INCIDENT: KindRule(
            owner=Owner.SITE,
            write=Right.WRITE_MINUTES,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            is_sealed=True,
            seat_in=SESSION_FIELD,
            is_unasked=True,
        ),
        # Never deleted: one that is wrong is struck out, and another takes its place.
        EntityKind.REGISTER_ENTRY: _taken_in(
            fixed=_TOLD_AT_THE_DESK, needs=(Need.FORM, Need.OWN_RECORDS, Need.ROW)
        ),
        # The row is its id: the city counts the rows of a unit's year, so that two officers who
        # write without a network never give one number to both.
        EntityKind.REGISTER_NUMBER: KindRule(
            owner=Owner.CITY,
            write=None,
            read=Right.READ_REQUESTS,
            audience=Audience.OWN,
            id_field="entry_id",
        ),
        # Whoever gives a task and whoever is to do it write into one item, after the signing too.
        EntityKind.CONCLUSION_ITEM: KindRule(
            owner=Owner.NOBODY,
            write=Right.WRITE_MINUTES,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            fixed=frozenset(
                {
                    SESSION_FIELD,
                    "case_id",
                    "giving_site_id",
                    "line_id",
                    "created_at",
                    "created_by",
                    "given_on",
                }
            ),
            seat_in=SESSION_FIELD,
            needs=(Need.FORM, Need.TASK),
            keeps_former=True,
        ),
        # The session is its id: the city says what was frozen, and who signed it.
        EntityKind.MINUTES_SIGNING: KindRule(
            owner=Owner.CITY,
            write=None,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            id_field=SESSION_FIELD,
        ),
        # After the closing nothing else is said of the minutes; what was signed stays beside it.
        EntityKind.MINUTES_AMENDMENT: KindRule(
            owner=Owner.SITE,
            write=Right.WRITE_MINUTES,
            read=Right.READ_CASE,
            audience=Audience.SESSION,
            is_sealed=True,
            seat_in=SESSION_FIELD,
            needs=(Need.CLOSED,),
        ),
        EntityKind.VIEW: KindRule(
            owner=Owner.NOBODY,
            write=Right.READ_CASE,
            read=None,
            audience=Audience.NOBODY,
            is_sealed=True,
            needs=(Need.CASE_OF_SESSION,),
            waits_for_space=True,
        ),
        # Nothing plays before this is kept, so it is kept also where space is held back.
        EntityKind.LISTENING: KindRule(
            owner=Owner.NOBODY,
            write=Right.READ_CASE,
            read=None,
            audience=Audience.NOBODY,
            is_sealed=True,
            seat_in=SESSION_FIELD,
        ),
    }
)


def may_write(role: Role, rule: KindRule) -> bool:
    """Whether a person of this role may send such a record to the city."""
    return rule.write is not None and may(role, rule.write)


def may_read(role: Role, rule: KindRule) -> bool:
    """Whether a person of this role is told of such a record at a site that is told."""
    return rule.read is not None and may(role, rule.read)


def room_kinds(kinds: Kinds = KINDS) -> frozenset[str]:
    """What rooms write: nothing else is ever queued at a desk."""
    return frozenset(kind for kind, rule in kinds.items() if rule.owner is not Owner.CITY)


def writable_kinds(role: Role, kinds: Kinds = KINDS) -> frozenset[str]:
    """What a person of this role may send to the city, whoever wrote it on this PC."""
    return frozenset(kind for kind, rule in kinds.items() if may_write(role, rule))


def seat_fields(kinds: Kinds = KINDS) -> Mapping[str, str]:
    """Of what is written into a session or a dossier: by kind the field that names it."""
    seats = {kind: rule.seat_in for kind, rule in kinds.items() if rule.seat_in}
    of_dossiers = room_kinds(kinds).intersection(kinds_told_to(Audience.DOSSIER, kinds))
    return seats | dict.fromkeys(of_dossiers, CASE_FIELD)


def kinds_told_to(audience: Audience, kinds: Kinds = KINDS) -> Iterator[str]:
    """Kinds with this audience, in the order of the table."""
    return (kind for kind, rule in kinds.items() if rule.audience is audience)


def paper_kinds(kinds: Kinds = KINDS) -> frozenset[str]:
    """Kinds whose records name the bytes of a paper."""
    return frozenset(kind for kind, rule in kinds.items() if rule.blobs is Blobs.PAPER)


def quiet_kinds(kinds: Kinds = KINDS) -> frozenset[str]:
    """Kinds that nobody at a desk waits for: for the city's audit log alone, or unasked."""
    return frozenset(
        kind for kind, rule in kinds.items() if rule.is_for_audit_alone or rule.is_unasked
    )
