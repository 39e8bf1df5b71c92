"""What a declaration finds wrong, and how it meets what the domain judged."""

import pytest

from desktop.domain.faults import FaultKind, FieldFault
from desktop.presenters.form.faults import field_fault, form_faults, joined
from desktop.presenters.form.spec import YES, FieldKind, FieldSpec, FormSpec, Section, Wanted

pytestmark = pytest.mark.unit

MUST, SHOULD, MAY = Wanted.MUST, Wanted.SHOULD, Wanted.MAY
MISSING, WRONG, ODD = FaultKind.MISSING, FaultKind.WRONG, FaultKind.ODD


def spec(
    kind: FieldKind = FieldKind.LINE, wanted: Wanted = MAY, least_length: int = 1
) -> FieldSpec:
    return FieldSpec(
        key="x",
        kind=kind,
        wanted=wanted,
        min_length=least_length,
        max_length=20,
        least=1,
        most=15,
    )


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        (spec(wanted=MUST), " ", MISSING),
        (spec(wanted=SHOULD), "", ODD),
        (spec(wanted=MAY), "", None),
        (spec(wanted=MUST), "Lê", None),
        (spec(wanted=MUST, least_length=10), "ngắn", MISSING),
        (spec(wanted=SHOULD, least_length=10), "ngắn", ODD),
        (spec(wanted=MAY, least_length=10), "ngắn", None),
        (spec(), "a" * 20, None),
        (spec(), "a" * 21, WRONG),
        (spec(FieldKind.DATE), "31/02/2026", MISSING),
        (spec(FieldKind.DATE), "tháng hai năm hai nghìn không trăm", MISSING),
        (spec(FieldKind.DATE), "26/11/2026", None),
        (spec(FieldKind.TIME), "8 giờ", MISSING),
        (spec(FieldKind.TIME), "08:30", None),
        (spec(FieldKind.MOMENT), "08:30", MISSING),
        (spec(FieldKind.MOMENT), "26/11/2026 08:30", None),
        (spec(FieldKind.NUMBER), "16", MISSING),
        (spec(FieldKind.NUMBER), "15", None),
        (spec(FieldKind.PHONE), "0225", ODD),
        (spec(FieldKind.PHONE), "0900 000 001", None),
        (spec(FieldKind.EMAIL), "mau", ODD),
        (spec(FieldKind.EMAIL), "mau@vi.du", None),
        (spec(FieldKind.IDENTITY), "03116500012", WRONG),
        (spec(FieldKind.IDENTITY), "031165000123", None),
        (spec(FieldKind.BIRTH), "31/02/1965", MISSING),
        (spec(FieldKind.BIRTH), "1965", None),
        (spec(FieldKind.PAPER), "B1234567", None),
        (spec(FieldKind.CHECK, MUST), "", MISSING),
        (spec(FieldKind.CHECK, MUST), YES, None),
        (spec(FieldKind.SEGMENTS, MUST), "", MISSING),
    ],
)
def test_one_field_is_looked_at(field: FieldSpec, text: str, fault: FaultKind | None) -> None:
    assert field_fault(field, text) is fault


def test_faults_come_in_the_order_of_the_form() -> None:
    form = FormSpec(
        sections=(
            Section(key="a", fields=(FieldSpec(key="name", wanted=MUST),)),
            Section(key="b", fields=(FieldSpec(key="phone", kind=FieldKind.PHONE),)),
        )
    )
    texts = {"name": "", "phone": "x"}
    assert form_faults(form.fields, texts.__getitem__) == (
        FieldFault(field="name", kind=MISSING),
        FieldFault(field="phone", kind=ODD),
    )
    assert form.field("phone").kind is FieldKind.PHONE
    with pytest.raises(KeyError):
        form.field("other")


def test_the_domain_s_word_goes_before_the_declaration_s() -> None:
    judged = (FieldFault(field="code", kind=FaultKind.TAKEN),)
    declared = (FieldFault(field="code", kind=WRONG), FieldFault(field="name", kind=MISSING))
    assert joined(judged, declared) == (judged[0], declared[1])
