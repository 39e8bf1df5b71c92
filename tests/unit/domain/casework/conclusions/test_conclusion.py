"""A task of a conclusion: by which moves it goes on, what it needs there, what never changes."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.conclusions.conclusion import (
    AT_WORK,
    ITEM_MOVES,
    NOT_ISSUED,
    ConclusionItem,
    Extension,
    ItemStatus,
    ItemStep,
    ItemStrike,
    extended,
    extension_faults,
    is_givers_word,
    issued,
    item_faults,
    item_key,
    keeps_promise,
    may_item_become,
    next_step,
    struck_item,
    urge_faults,
    urged,
    with_result,
    with_step,
    with_words,
    words_of,
)
from desktop.domain.ids import ConclusionItemId, DocumentId, MinuteLineId
from tests.samples.casework import NOW, TODAY
from tests.samples.conclusions import (
    ANNOUNCED,
    DOER,
    DRAFT,
    DUE,
    EXTENSION,
    LATER,
    PAPER,
    URGE,
    WORDS,
    an_item,
)

pytestmark = pytest.mark.unit

S = ItemStatus
STRIKE = ItemStrike(at=NOW, by_name="Thư ký Mẫu", reason="Nhầm dòng của công dân")
STATUSES = st.sampled_from(ItemStatus)

# domain.md §5, written out by hand: pairs that are not listed are refused.
MOVES = {
    ("draft", "announced"),
    ("announced", "issued"),
    ("issued", "in_progress"),
    ("issued", "extended"),
    ("in_progress", "done"),
    ("in_progress", "extended"),
    ("extended", "in_progress"),
    ("done", "reported"),
    ("reported", "answered"),
    ("answered", "closed"),
}
EVERY = {one.value for one in ItemStatus}
REACHED: dict[str, set[str]] = {
    "draft": EVERY,
    "announced": EVERY - {"draft"},
    "issued": EVERY - {"draft", "announced"},
    "in_progress": {"in_progress", "extended", "done", "reported", "answered", "closed"},
    "extended": {"in_progress", "extended", "done", "reported", "answered", "closed"},
    "done": {"done", "reported", "answered", "closed"},
    "reported": {"reported", "answered", "closed"},
    "answered": {"answered", "closed"},
    "closed": {"closed"},
}


@pytest.mark.parametrize(("origin", "target"), list(product(ItemStatus, ItemStatus)))
def test_every_pair_of_states(origin: ItemStatus, target: ItemStatus) -> None:
    assert (target in ITEM_MOVES[origin]) is ((origin, target) in MOVES)
    assert may_item_become(origin, target) is (target in REACHED[origin])


@pytest.mark.parametrize("status", list(ItemStatus))
def test_one_key_says_what_needs_no_words(status: ItemStatus) -> None:
    steps = {
        "issued": "in_progress",
        "extended": "in_progress",
        "done": "reported",
        "reported": "answered",
        "answered": "closed",
    }
    step = next_step(an_item(status))
    assert step == steps.get(status)
    assert step is None or step in ITEM_MOVES[status]


def test_what_is_struck_out_goes_nowhere() -> None:
    struck = struck_item(ANNOUNCED, STRIKE)
    assert next_step(replace(struck, status=S.DONE)) is None
    assert struck.is_struck
    assert not struck.is_open
    assert not struck.is_waited_for
    assert struck_item(struck, replace(STRIKE, reason="Một lý do khác")) == struck


@pytest.mark.parametrize("status", list(ItemStatus))
def test_an_item_that_stands_lawfully_has_no_fault(status: ItemStatus) -> None:
    item = an_item(status)
    assert item_faults(item) == ()
    assert item.is_open is (status not in {S.ANSWERED, S.CLOSED})
    waited = {S.ANNOUNCED, S.ISSUED, S.IN_PROGRESS, S.EXTENDED}
    assert item.is_waited_for is (status in waited)


def test_there_is_one_item_of_a_line_whoever_makes_it() -> None:
    assert item_key("line-1") == item_key(MinuteLineId("line-1")) != item_key("line-2")
    assert len(item_key("line-1")) == 32
    assert [one.field for one in item_faults(replace(DRAFT, id=ConclusionItemId("mine")))] == ["id"]


def test_a_line_becomes_a_draft_and_is_announced_once_it_lacks_nothing() -> None:
    assert item_faults(DRAFT) == ()
    assert words_of(ANNOUNCED) == WORDS
    assert with_words(DRAFT, WORDS) == ANNOUNCED
    half = with_words(DRAFT, replace(WORDS, agency=" ", agency_site_id=None))
    assert half.status is S.DRAFT
    assert half.agency == ""
    # one that is announced stays so, and its faults keep it from being kept
    assert with_words(ANNOUNCED, replace(WORDS, agency="")).status is S.ANNOUNCED


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"task": " "}, "task", ""),
        ({"agency": ""}, "agency", ""),
        ({"deadline": None}, "deadline", "R-111"),
        ({"deadline": None, "no_deadline_reason": "không"}, "deadline", "R-111"),
        ({"deadline": TODAY - timedelta(days=1)}, "deadline", ""),
        ({"contact_person": ""}, "contact_person", ""),
        ({"struck_reason": "Nhầm dòng của công dân"}, "struck_reason", "R-101"),
        ({"struck_by_name": "Thư ký"}, "struck_reason", "R-101"),
        ({"struck_out_at": NOW, "struck_reason": "nhầm"}, "struck_reason", "R-101"),
        ({"extensions": (EXTENSION,), "deadline": LATER}, "deadline", ""),
    ],
)
def test_what_a_task_that_was_given_needs(changes: dict[str, Any], field: str, code: str) -> None:
    faults = item_faults(replace(ANNOUNCED, **changes))
    assert [(one.field, one.code) for one in faults] == [(field, code)]


@pytest.mark.parametrize(
    "changes",
    [
        {"deadline": None, "no_deadline_reason": "Việc thường xuyên"},
        {"contact_person": "", "no_contact_reason": "Cơ quan sẽ cử sau"},
        {"deadline": TODAY},
    ],
)
def test_a_reason_stands_in_for_a_day_and_for_a_contact(changes: dict[str, Any]) -> None:
    assert item_faults(replace(ANNOUNCED, **changes)) == ()


def test_a_day_and_a_reason_for_none_exclude_each_other() -> None:
    told = with_words(DRAFT, replace(WORDS, no_deadline_reason="Việc thường xuyên"))
    assert (told.deadline, told.no_deadline_reason) == (DUE, "")


def test_what_is_issued_names_its_notice() -> None:
    told = issued(ANNOUNCED, " 12/TB-UBND ")
    assert (told.status, told.notice_number) == (S.ISSUED, "12/TB-UBND")
    assert [one.field for one in item_faults(issued(ANNOUNCED, " "))] == ["notice_number"]


def test_a_day_moves_by_an_extension_alone() -> None:
    given_out = an_item(S.ISSUED)
    moved = extended(given_out, replace(EXTENSION, approver=" Trần  Văn Mẫu "))
    assert (moved.status, moved.deadline) == (S.EXTENDED, LATER)
    assert moved.extensions[0].approver == "Trần Văn Mẫu"
    assert item_faults(moved) == ()
    assert keeps_promise(given_out, moved)
    assert not keeps_promise(given_out, replace(given_out, deadline=LATER))
    astray = replace(moved, deadline=LATER + timedelta(days=1))
    assert [one.field for one in item_faults(astray)] == ["deadline"]


def test_a_second_extension_goes_on_from_the_first() -> None:
    once = an_item(S.EXTENDED)
    twice = extended(once, replace(EXTENSION, former=LATER, deadline=LATER + timedelta(days=5)))
    assert item_faults(twice) == ()
    assert keeps_promise(once, twice)
    assert twice.given_deadline == once.given_deadline == DUE == ANNOUNCED.given_deadline
    skipping = extended(once, replace(EXTENSION, deadline=LATER + timedelta(days=5)))
    assert "new_deadline" in {one.field for one in item_faults(skipping)}
    assert not keeps_promise(once, skipping)
    assert not keeps_promise(twice, once)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"approver": " "}, "approver"),
        ({"reason": "chờ"}, "extension_reason"),
        ({"deadline": DUE}, "new_deadline"),
        ({"deadline": date(2026, 11, 27)}, "new_deadline"),
        ({"former": TODAY}, "new_deadline"),
    ],
)
def test_an_extension_names_who_approved_it_and_why(changes: dict[str, Any], field: str) -> None:
    extension = replace(EXTENSION, **changes)
    assert [one.field for one in extension_faults(extension, DUE)] == [field]
    assert tuple(extension_faults(EXTENSION, DUE)) == ()


def test_what_is_called_extended_has_an_extension() -> None:
    faults = item_faults(replace(an_item(S.ISSUED), status=S.EXTENDED))
    assert [one.field for one in faults] == ["extensions"]


def test_a_result_without_a_paper_leaves_it_in_progress() -> None:
    given_out = an_item(S.ISSUED)
    noted = with_result(given_out, "Đã họp thôn\n", ())
    assert (noted.status, noted.result) == (S.IN_PROGRESS, "Đã họp thôn")
    done = with_result(noted, "Đã trả lời", (PAPER,))
    assert done.status is S.DONE
    assert item_faults(done) == ()
    more = with_result(replace(done, status=S.REPORTED), "Đã trả lời", (PAPER, DocumentId("b")))
    assert more.status is S.REPORTED
    bare = replace(an_item(S.DONE), result_document_ids=())
    assert [(one.field, one.code) for one in item_faults(bare)] == [("result", "R-112")]


@pytest.mark.parametrize("status", [one for one in ItemStatus if one not in NOT_ISSUED])
def test_the_words_of_what_is_issued_stay(status: ItemStatus) -> None:
    item = an_item(status)
    for changes in (
        {"task": "Việc khác"},
        {"agency": "Sở Xây dựng"},
        {"agency_site_id": None},
        {"co_agencies": ""},
        {"contact_person": "Người khác"},
        {"no_deadline_reason": "Việc thường xuyên"},
        {"deadline": LATER + timedelta(days=30)},
        {"notice_number": "13/TB"},
        {"struck_out_at": NOW, "struck_by_name": "T", "struck_reason": "Nhầm dòng khác"},
    ):
        assert not keeps_promise(item, replace(item, **changes)), changes
    assert keeps_promise(item, item)


@pytest.mark.parametrize("status", sorted(NOT_ISSUED))
def test_before_that_they_may_change_and_it_may_be_struck_out(status: ItemStatus) -> None:
    item = an_item(status)
    assert keeps_promise(item, replace(item, task="Việc khác"))
    struck = struck_item(item, STRIKE)
    assert item_faults(struck) == ()
    assert keeps_promise(item, struck)
    assert keeps_promise(struck, struck)
    assert not keeps_promise(struck, item)
    assert not keeps_promise(struck, replace(struck, task="Việc khác"))


def test_papers_of_what_is_done_are_only_added() -> None:
    done = an_item(S.DONE)
    assert keeps_promise(done, replace(done, result_document_ids=(PAPER, DocumentId("b"))))
    assert not keeps_promise(done, replace(done, result_document_ids=(DocumentId("b"),)))
    moved = replace(done, deadline=LATER, extensions=(EXTENSION,))
    assert not keeps_promise(done, moved)


@given(origin=STATUSES, target=STATUSES)
def test_no_item_takes_a_move_that_there_is_not(origin: ItemStatus, target: ItemStatus) -> None:
    former, new = an_item(origin), an_item(target)
    if not may_item_become(origin, target):
        assert not keeps_promise(former, new)


def test_what_only_the_unit_says_that_gave_the_task() -> None:
    given_out = an_item(S.ISSUED)
    assert is_givers_word(None, DRAFT)
    assert is_givers_word(DRAFT, ANNOUNCED)
    assert is_givers_word(given_out, extended(given_out, EXTENSION))
    assert is_givers_word(ANNOUNCED, struck_item(ANNOUNCED, STRIKE))
    for theirs in (
        issued(ANNOUNCED, "12/TB"),
        replace(ANNOUNCED, status=S.IN_PROGRESS, notice_number="12/TB"),
        with_result(given_out, "Đã họp thôn", (PAPER,)),
    ):
        assert not is_givers_word(ANNOUNCED, theirs)
    assert ANNOUNCED.agency_site_id == DOER


@given(days=st.lists(st.integers(min_value=-3, max_value=20), max_size=6))
def test_a_chain_of_extensions_only_leads_later(days: list[int]) -> None:
    item: ConclusionItem = an_item(S.ISSUED)
    for count in days:
        assert item.deadline is not None
        step = Extension(
            former=item.deadline,
            deadline=item.deadline + timedelta(days=count),
            approver="Trần Văn Mẫu",
            reason="Chờ kết quả đo đạc lại",
            noted_at=NOW,
            noted_by="Thư ký Mẫu",
        )
        item = extended(item, step)
    assert (item_faults(item) == ()) is all(count > 0 for count in days)


# ---- urges ---------------------------------------------------------------------------------


def test_an_urge_is_added_and_changes_nothing_else() -> None:
    given_out = an_item(S.ISSUED)
    once = urged(given_out, replace(URGE, number="  214/BTCD "))
    assert once == replace(given_out, urges=(URGE,))
    assert item_faults(once) == ()
    twice = urged(once, replace(URGE, number="220/BTCD"))
    assert keeps_promise(once, twice)
    assert not keeps_promise(twice, once)
    assert not keeps_promise(once, replace(once, urges=(replace(URGE, number="1"),)))
    assert is_givers_word(given_out, once)


@pytest.mark.parametrize("status", [one for one in S if one not in AT_WORK])
def test_nobody_is_urged_to_what_is_not_given_or_is_done(status: ItemStatus) -> None:
    item = an_item(status)
    assert not keeps_promise(item, urged(item, URGE))


def test_what_was_urged_stays_so_when_it_is_done() -> None:
    at_work = urged(an_item(S.IN_PROGRESS), URGE)
    done = with_result(at_work, "Đã trả lời", (PAPER,))
    assert done.urges == (URGE,)
    assert keeps_promise(at_work, done)
    assert item_faults(done) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "  "}, "urge_number"),
        ({"answer_by": NOW.date() - timedelta(days=3)}, "answer_by"),
    ],
)
def test_an_urge_names_its_letter_and_a_day_to_come(changes: dict[str, Any], field: str) -> None:
    wrong = replace(URGE, **changes)
    assert [one.field for one in urge_faults(wrong, NOW.date())] == [field]
    assert field in {one.field for one in item_faults(urged(an_item(S.ISSUED), wrong))}


def test_a_draft_has_no_urge() -> None:
    draft = replace(an_item(S.ANNOUNCED), urges=(URGE,))
    assert "urges" in {one.field for one in item_faults(draft)}


# ---- since when ----------------------------------------------------------------------------


def test_since_when_there_is_a_result_is_noted_from_there_on() -> None:
    at_work = an_item(S.IN_PROGRESS)
    said = with_result(at_work, "Đã họp thôn", ())
    assert with_step(at_work, said, at=NOW, by="Cán bộ Mẫu") == said
    done = with_step(at_work, with_result(said, "", (PAPER,)), at=NOW, by=" Cán bộ Mẫu ")
    assert done.steps == (ItemStep(status=S.DONE, noted_at=NOW, noted_by="Cán bộ Mẫu"),)
    assert done.came_so_far_at == NOW
    later = NOW + timedelta(days=3)
    reported = with_step(done, replace(done, status=S.REPORTED), at=later, by="Thư ký Mẫu")
    assert [one.status for one in reported.steps] == [S.DONE, S.REPORTED]
    assert reported.came_so_far_at == later
    for former, new in ((at_work, done), (done, reported)):
        assert item_faults(new) == ()
        assert keeps_promise(former, new)
    assert not keeps_promise(reported, replace(reported, status=S.ANSWERED, steps=()))


def test_a_program_of_before_notes_no_step() -> None:
    answered = replace(an_item(S.ANSWERED), steps=(a_step(S.DONE),))
    assert item_faults(answered) == ()
    assert answered.came_so_far_at is None
    assert an_item(S.DONE).came_so_far_at is None


@pytest.mark.parametrize(
    "steps",
    [
        (S.REPORTED,),
        (S.ISSUED,),
        (S.DONE, S.DONE),
        (S.REPORTED, S.DONE),
    ],
)
def test_steps_rise_and_none_is_further_than_the_task(steps: tuple[ItemStatus, ...]) -> None:
    status = S.DONE if S.REPORTED not in steps or len(steps) == 1 else S.REPORTED
    item = replace(an_item(status), steps=tuple(map(a_step, steps)))
    assert [one.field for one in item_faults(item)] == ["steps"]


def a_step(status: ItemStatus) -> ItemStep:
    return ItemStep(status=status, noted_at=NOW, noted_by="Cán bộ Mẫu")
