"""How two rooms come to four words: commit, answer, open. Pure: no clock and no channel in here."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import PeerNumber
from desktop.domain.media.code_words import (
    NONCE_BYTES,
    CodeWords,
    ConnectionEnds,
    NoCodeWords,
    code_words,
    commitment_to,
    opens,
)
from desktop.media.engine.call.leg import Keys
from desktop.media.engine.signaling import WordsNote, WordsStep

SAY_AGAIN_S = 2.0
"""So often a note is repeated that has no answer: notes go through a channel that may break."""

MOST_TRIES = 10
"""Then the other room is of a version without words, or somebody holds the notes back."""

WAIT_S = SAY_AGAIN_S * MOST_TRIES

MOST_EXCHANGES = 32
"""With one site in one call. Each is one chance in 2^32 for somebody between the two rooms, who can
have as many as he may begin; two rooms without one need a new exchange for a new engine only."""

logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class _Exchange:
    """commitment: ours where we offer, theirs where we answer. their_nonce: None until it came."""

    keys: Keys
    ends: ConnectionEnds
    own_nonce: bytes
    commitment: bytes
    their_nonce: bytes | None = None
    tries: int = 0
    said_at_s: float | None = None


def _new_nonce() -> bytes:
    return secrets.token_bytes(NONCE_BYTES)


class Talks:
    """Of one call. They outlive the links, so that their number counts. Thread: media-loop."""

    def __init__(self, *, own_site_id: SiteId) -> None:
        self.session_id = SessionId("")
        self._own_site_id = own_site_id
        self._talks: dict[SiteId, WordsTalk] = {}

    def begin(self, own_number: int, peer: PeerNumber) -> "WordsTalk":
        """The talk with this site, from now on between these two engines."""
        talk = self._talks.get(peer.site_id)
        if talk is None:
            talk = self._talks[peer.site_id] = WordsTalk(
                own_site_id=self._own_site_id, their_site_id=peer.site_id
            )
        talk.pair(self.session_id, own_number, peer.media_number)
        return talk


class WordsTalk:
    """With one other site, as long as the call lasts. Thread: media-loop.

    The words belong to the keys of a connection: a new path or a new connection under the same
    keys keeps them. A note that does not fit to an earlier one ends the talk without words, until
    one of the two engines is replaced.
    """

    def __init__(
        self,
        *,
        own_site_id: SiteId,
        their_site_id: SiteId,
        make_nonce: Callable[[], bytes] = _new_nonce,
    ) -> None:
        self._session_id = SessionId("")
        self._own_site_id = own_site_id
        self._their_site_id = their_site_id
        self._make_nonce = make_nonce
        self._numbers = (0, 0)
        self._exchange: _Exchange | None = None
        self._begun = 0
        self._is_refused = False
        self._waiting: tuple[Keys, float] | None = None

    @property
    def _is_offering(self) -> bool:
        own, theirs = self._numbers
        return own > theirs

    def pair(self, session_id: SessionId, own_number: int, their_number: int) -> None:
        """The engines that talk from now on; the same two again change nothing."""
        if (session_id, own_number, their_number) != (self._session_id, *self._numbers):
            self._session_id = session_id
            self._numbers = (own_number, their_number)
            self._exchange = None
            self._waiting = None
            self._is_refused = False

    def renew(self) -> None:
        """The channel is back: what was said while it broke may be lost."""
        self._waiting = None
        if self._exchange is not None:
            self._exchange.tries = 0

    # ---- what we say ----------------------------------------------------------------------------

    def say(self, keys: Keys, now_s: float) -> WordsNote | None:
        """What is due now. keys: of the connection that carries media."""
        if self._is_offering and (self._exchange is None or self._exchange.keys != keys):
            self._begin(keys, None)
        exchange = self._exchange
        if self._is_refused or exchange is None or exchange.their_nonce is not None:
            return None
        said_at_s = exchange.said_at_s
        is_early = said_at_s is not None and now_s - said_at_s < SAY_AGAIN_S
        if is_early or exchange.tries >= MOST_TRIES:
            return None
        exchange.tries += 1
        exchange.said_at_s = now_s
        return self._first_note(exchange)

    def outcome(self, keys: Keys, now_s: float) -> CodeWords | NoCodeWords:
        """What people are told of the connection with these keys, which carries media."""
        if self._is_refused:
            return NoCodeWords.MISMATCH
        exchange = self._exchange
        if exchange is not None and exchange.keys == keys and exchange.their_nonce is not None:
            nonces = (exchange.own_nonce, exchange.their_nonce)
            return code_words(exchange.ends, *(nonces if self._is_offering else nonces[::-1]))
        if self._waiting is None or self._waiting[0] != keys:
            self._waiting = (keys, now_s)
        has_waited = now_s - self._waiting[1] >= WAIT_S
        return NoCodeWords.NOT_OFFERED if has_waited else NoCodeWords.NOT_YET

    # ---- what the other site says ---------------------------------------------------------------

    def take(self, note: WordsNote, keys: Keys | None, now_s: float) -> WordsNote | None:
        """Returns what to answer. keys: of the connection that the note names, None: unknown."""
        if self._is_refused:
            return None
        match note.step:
            case WordsStep.COMMIT if not self._is_offering and keys is not None:
                return self._take_commitment(note, keys, now_s)
            case WordsStep.NONCE if self._is_offering:
                return self._take_nonce(note)
            case WordsStep.OPEN if not self._is_offering:
                self._take_opening(note)
            case _:
                logger.warning("note of words out of place site=%s", self._their_site_id)
        return None

    def _take_commitment(self, note: WordsNote, keys: Keys, now_s: float) -> WordsNote | None:
        if self._exchange is None or self._exchange.keys != keys:
            self._begin(keys, note.commitment)
        exchange = self._exchange
        if self._is_refused or exchange is None:
            return None
        if exchange.commitment != note.commitment:
            # A second one after our number was told would be chosen to fit.
            self._refuse("second commitment")
            return None
        exchange.said_at_s = now_s
        return self._first_note(exchange)

    def _take_nonce(self, note: WordsNote) -> WordsNote | None:
        exchange = self._exchange
        if exchange is None or note.commitment != exchange.commitment:
            return None  # of an exchange that is over
        if exchange.their_nonce is None:
            exchange.their_nonce = note.nonce
        elif exchange.their_nonce != note.nonce:
            self._refuse("second number")
            return None
        return WordsNote(
            step=WordsStep.OPEN, commitment=exchange.commitment, nonce=exchange.own_nonce
        )

    def _take_opening(self, note: WordsNote) -> None:
        exchange = self._exchange
        if exchange is None or note.commitment != exchange.commitment:
            return  # of an exchange that is over
        if opens(exchange.commitment, exchange.ends, note.nonce):
            exchange.their_nonce = note.nonce
        else:
            self._refuse("opening does not fit")

    # ---- one exchange ---------------------------------------------------------------------------

    def _begin(self, keys: Keys, their_commitment: bytes | None) -> None:
        self._begun += 1
        if self._begun > MOST_EXCHANGES:
            self._exchange = None
            self._refuse("too many exchanges")
            return
        ends, nonce = self._ends(keys), self._make_nonce()
        commitment = commitment_to(ends, nonce) if their_commitment is None else their_commitment
        self._exchange = _Exchange(keys=keys, ends=ends, own_nonce=nonce, commitment=commitment)

    def _first_note(self, exchange: _Exchange) -> WordsNote:
        """Our commitment where we offer, our number where we answer."""
        if self._is_offering:
            return WordsNote(step=WordsStep.COMMIT, commitment=exchange.commitment)
        return WordsNote(
            step=WordsStep.NONCE, commitment=exchange.commitment, nonce=exchange.own_nonce
        )

    def _ends(self, keys: Keys) -> ConnectionEnds:
        sites, fingerprints = (self._own_site_id, self._their_site_id), (keys.own, keys.theirs)
        if not self._is_offering:
            sites, fingerprints = sites[::-1], fingerprints[::-1]
        return ConnectionEnds(
            session_id=self._session_id,
            offering_site_id=sites[0],
            answering_site_id=sites[1],
            offering_fingerprint=fingerprints[0],
            answering_fingerprint=fingerprints[1],
        )

    def _refuse(self, why: str) -> None:
        if not self._is_refused:
            logger.warning("no words site=%s why=%s", self._their_site_id, why)
        self._is_refused = True
