from dataclasses import replace

import pytest

from desktop.domain.ids import SiteId
from desktop.mapping.codec import Unfit
from desktop.mapping.operations import operation_of
from desktop.mapping.records import AGENCY, RECEIPT
from tests.fakes.fake_clock import NOON
from tests.samples.agencies import SCIENCE
from tests.samples.records import body_of
from tests.unit.mapping.test_records import RECEIPT as A_RECEIPT

pytestmark = pytest.mark.unit


def test_an_operation_carries_the_record_and_is_another_each_time() -> None:
    one = operation_of(AGENCY, SCIENCE.code, SCIENCE, made_at=NOON)
    again = operation_of(AGENCY, SCIENCE.code, SCIENCE, made_at=NOON, base_revision=7)
    assert (one.kind, one.entity_id, one.base_revision, one.made_at) == ("agency", "SKHCN", 0, NOON)
    assert one.body == body_of(SCIENCE)
    assert replace(again, id=one.id, base_revision=0) == one
    assert again.id != one.id


def test_what_the_dataclass_has_not_is_given() -> None:
    hq = {"owner_site_id": SiteId("hq")}
    operation = operation_of(RECEIPT, "r", A_RECEIPT, made_at=NOON, given=hq)
    assert operation.body["owner_site_id"] == "hq"


def test_what_the_wire_does_not_allow_is_no_operation() -> None:
    with pytest.raises(Unfit, match="name"):
        operation_of(AGENCY, "X1", replace(SCIENCE, name=""), made_at=NOON)
