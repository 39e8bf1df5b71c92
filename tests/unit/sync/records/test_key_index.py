import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.records.key_index import KeyIndex

pytestmark = pytest.mark.unit

PUTS = st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from("xyz"), max_size=4)))


@given(puts=PUTS)
def test_a_key_finds_those_who_have_it_now(puts: list[tuple[str, list[str]]]) -> None:
    index, now = KeyIndex(), dict[str, list[str]]()
    for entity_id, keys in puts:
        index.put(entity_id, keys)
        now[entity_id] = keys
    for key in "xyz":
        assert index.find(key) == {one for one, keys in now.items() if key in keys}
