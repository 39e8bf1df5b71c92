"""Bodies whose words no check knows cannot slip through."""

import pytest

from desktop.cityserver.words import check_words
from desktop.contract.base import Received
from desktop.contract.records import SessionBody
from desktop.domain.ids import SiteId
from tests.fakes.running_city_server import session_body

pytestmark = pytest.mark.unit


class SongBody(Received):
    """A kind that somebody adds and forgets here."""


def test_an_unknown_model_is_our_own_mistake() -> None:
    with pytest.raises(TypeError):
        check_words(SongBody())


def test_every_word_of_a_session_is_looked_at() -> None:
    body = session_body(SiteId("a"), (SiteId("b"),))
    person = {
        "full_name": "X",
        "label": "Người chủ trì",
        "title": "",
        "agency": "",
        "role": "singer",
        "site_id": "a",
        "attended": True,
        "absent_reason": "",
    }
    check_words(SessionBody.model_validate(body))
    ending = {"status": "adjourned", "reason": "", "at": body["scheduled_end"]}
    check_words(SessionBody.model_validate({**body, "ending": ending}))
    with pytest.raises(ValueError, match="ending"):
        check_words(SessionBody.model_validate({**body, "ending": {**ending, "status": "closed"}}))
    with pytest.raises(ValueError, match="singer"):
        check_words(SessionBody.model_validate({**body, "participants": [person]}))
