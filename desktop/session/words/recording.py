"""What the wire says of takes before an opening and of recording lamps, as the domain has it.

Everything that comes from the server is untrusted; what does not fit raises Misfit.
"""

from desktop.contract.base import MAX_SHORT_CHARACTERS
from desktop.contract.channel.recording import LampTold, TakeState
from desktop.contract.channel.trial import MAX_SITES
from desktop.contract.version import MAX_REASON_CHARACTERS
from desktop.domain.ids import SiteId
from desktop.domain.recording.events import SiteLampTold
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.room.door_take import SiteTake, TakeWord
from desktop.session.words.misfit import Misfit


def takes_from(untrusted: tuple[TakeState, ...]) -> tuple[SiteTake, ...]:
    """Of every site that told. Raises: Misfit; ValueError for an unknown word."""
    if len(untrusted) > MAX_SITES:
        raise Misfit("takes")
    return tuple(map(_take_from, untrusted))


def lamp_from(untrusted: LampTold) -> SiteLampTold:
    """The lamp of another site. Raises: Misfit."""
    if untrusted.word not in set(RecordingWord):
        raise Misfit("lamp")
    return SiteLampTold(site_id=SiteId(untrusted.site_id), word=RecordingWord(untrusted.word))


def _take_from(untrusted: TakeState) -> SiteTake:
    if untrusted.at.tzinfo is None:
        raise Misfit("naive time")
    is_long = len(untrusted.reason) > MAX_REASON_CHARACTERS
    if is_long or len(untrusted.by) > MAX_SHORT_CHARACTERS:
        raise Misfit("take")
    return SiteTake(
        site_id=SiteId(untrusted.site_id),
        word=TakeWord(untrusted.word),
        at=untrusted.at,
        by=untrusted.by,
        reason=untrusted.reason,
    )
