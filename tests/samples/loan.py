"""A kind of record that is not shipped: what a room lends to a citizen. All it takes is here."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, Moment, Received, ShortText, Text
from desktop.domain.access.kinds import Audience, KindRule, Owner, Until
from desktop.domain.access.rights import Right
from desktop.domain.ids import SessionId, SiteId
from desktop.mapping.codec import Codec, Rules
from desktop.mapping.records import RECORDS, RecordKind


class LentThing(StrEnum):
    HEADSET = "headset"
    GLASSES = "glasses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    id: str
    session_id: SessionId
    owner_site_id: SiteId
    things: frozenset[LentThing]
    lent_at: datetime
    due_on: date | None = None
    remark: str = ""
    revision: int = 0


class LoanBody(Received):
    session_id: Identifier
    owner_site_id: Identifier
    things: Annotated[tuple[Annotated[Text, Field(max_length=16)], ...], Field(max_length=2)]
    lent_at: Moment
    due_on: date | None = None
    note: ShortText = ""


RULE = KindRule(
    owner=Owner.SITE,
    write=Right.WRITE_MINUTES,
    read=Right.READ_CASE,
    audience=Audience.SESSION,
    fixed=frozenset({"session_id", "lent_at"}),
    until=Until.SIGNED,
    seat_in="session_id",
)
CODEC = Codec(
    Loan, LoanBody, Rules(local=frozenset({"id", "revision"}), renamed={"remark": "note"})
)
LOAN = RecordKind(kind="loan", rule=RULE, codec=CODEC)
LENDING = {**RECORDS, LOAN.kind: LOAN}
