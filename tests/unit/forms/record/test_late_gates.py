from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.reception.gate import Gate, GateKind
from desktop.forms.layout.blocks import Body
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("kind", GateKind)
def test_each_gate_that_was_passed_late_is_named(kind: GateKind) -> None:
    """By leave of a leader; no other gate is said to be late."""
    wording = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
    sources = sample.sources()
    due = sample.OPENED_AT - timedelta(days=5)
    gate = Gate(
        kind=kind, due_at=due, passed_at=due + timedelta(hours=2), evidence="x",
        override_by="leader", override_label="Lãnh đạo Mẫu", override_reason="Tàu ra đảo bị hoãn.",
    )  # fmt: skip
    plan = replace(sources.plan, gates=(gate,))
    form = lay_out_minutes(build_minutes_document(replace(sources, plan=plan)), wording)
    late = [one.text for one in form.blocks if isinstance(one, Body) and "đạt muộn" in one.text]
    assert [one for one in late if one.startswith(wording.gates[kind])] == late
    assert len(late) == 1


def test_a_trial_that_was_left_by_leave_is_said_not_to_have_been_made() -> None:
    wording = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
    sources = sample.sources()
    gate = Gate(
        kind=GateKind.TRIAL, due_at=sample.OPENED_AT - timedelta(days=1), passed_at=None,
        evidence="", override_by="leader", override_label="Lãnh đạo Mẫu",
        override_reason="Đường truyền vừa nối lại.", override_at=sample.OPENED_AT,
    )  # fmt: skip
    plan = replace(sources.plan, gates=(gate, replace(gate, kind=GateKind.NOTICE)))
    form = lay_out_minutes(build_minutes_document(replace(sources, plan=plan)), wording)
    left = [
        one.text for one in form.blocks if isinstance(one, Body) and "không thực hiện" in one.text
    ]
    assert len(left) == 1
    assert left[0].startswith(wording.gates[GateKind.TRIAL])
    assert "Lãnh đạo Mẫu" in left[0]
    assert "lý do: Đường truyền vừa nối lại." in left[0]
