"""What a guest reads of a session before answering: no paper, no minutes, no citizen's name."""

import re
from collections.abc import Iterable
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live
from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.records.need_to_know import people_of_session
from desktop.cityserver.store.records.records import find_record
from desktop.contract.guests import GuestCallOut, GuestSiteOut
from desktop.contract.records.casework import CaseBody, CitizenBody
from desktop.contract.records.reception import SessionBody
from desktop.domain.conduct.calls.agency_call import AgencyCall
from desktop.domain.ids import SessionId

HIDDEN = "…"
_NUMBER = re.compile(r"\d{9,}")
"""Identity numbers and phones, as nobody else writes numbers."""


def call_summary(
    session: DatabaseSession, session_id: SessionId, live: Live, call: AgencyCall, now: datetime
) -> GuestCallOut | None:
    """What is told of this call; None when there is no such session."""
    row = find_record(session, "session", session_id)
    if row is None:
        return None
    body = SessionBody.model_validate(row.body)
    is_secret = people_of_session(session, session_id) is not None
    case = None if is_secret else _case(session, body.case_ids[0])
    told = live.told
    return GuestCallOut(
        stage=call.stage,
        has_left=call.left_itself,
        site_id=call.site_id,
        agency=call.name,
        question=call.question,
        answer_until=call.rings_until,
        server_time=now,
        chair_label=body.chair_label,
        chair_site=_of_site(session, body.central_site_id, "short_name"),
        phone=_of_site(session, body.central_site_id, "fallback_phone"),
        case_title="" if case is None else without_names(case.title, case.citizens),
        group_size=0 if case is None else case.group_size,
        request="" if case is None else without_names(case.request, case.citizens),
        previous_result="" if case is None else without_names(case.previous_result, case.citizens),
        sites=tuple(
            GuestSiteOut(site_id=one, name=_of_site(session, one, "short_name"))
            for one in (body.central_site_id, *body.component_site_ids)
            if one != call.site_id
        ),
        status=told.status,
        step=told.step,
        opened_at=told.opened_at,
    )


def without_names(text: str, citizens: Iterable[CitizenBody]) -> str:
    """The text without what names one of these people, and without long numbers."""
    words = {
        word
        for one in citizens
        for word in (one.full_name, one.address, one.id_number)
        if word.strip()
    }
    for word in sorted(words, key=len, reverse=True):
        text = re.sub(re.escape(word), HIDDEN, text, flags=re.IGNORECASE)
    return _NUMBER.sub(HIDDEN, text)


def _case(session: DatabaseSession, case_id: str) -> CaseBody | None:
    row = find_record(session, "case", case_id)
    return None if row is None else CaseBody.model_validate(row.body)


def _of_site(session: DatabaseSession, site_id: str, name: str) -> str:
    row = find_record(session, "site", site_id)
    return "" if row is None else str(row.body[name])
