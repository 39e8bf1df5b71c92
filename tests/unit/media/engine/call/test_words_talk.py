"""Commit, answer, open: who sits between two rooms has chosen before he can know the words."""

import hashlib
import random
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import PeerNumber
from desktop.domain.media.code_words import (
    NONCE_BYTES,
    WORDS,
    CodeWords,
    ConnectionEnds,
    NoCodeWords,
    code_words,
    commitment_to,
)
from desktop.media.engine.call.leg import Keys
from desktop.media.engine.call.words_talk import (
    MOST_EXCHANGES,
    MOST_TRIES,
    SAY_AGAIN_S,
    WAIT_S,
    Talks,
    WordsTalk,
)
from desktop.media.engine.signaling import WordsNote, WordsStep

pytestmark = pytest.mark.unit

SESSION, HQ, COMMUNE = SessionId("session"), SiteId("hq"), SiteId("commune")
OFFERING, ANSWERING = b"o" * 32, b"a" * 32
BETWEEN = (b"x" * 32, b"y" * 32)
CHOICES = tuple(bytes([at]) * 32 for at in range(1, 4))


def numbers(seed: int) -> Callable[[], bytes]:
    chance = random.Random(seed)
    return lambda: chance.randbytes(32)


def offering_talk(seed: int = 1) -> WordsTalk:
    talk = WordsTalk(own_site_id=HQ, their_site_id=COMMUNE, make_nonce=numbers(seed))
    talk.pair(SESSION, 2, 1)
    return talk


def answering_talk(seed: int = 2) -> WordsTalk:
    talk = WordsTalk(own_site_id=COMMUNE, their_site_id=HQ, make_nonce=numbers(seed))
    talk.pair(SESSION, 1, 2)
    return talk


def ends(offering: bytes, answering: bytes) -> ConnectionEnds:
    return ConnectionEnds(
        session_id=SESSION,
        offering_site_id=HQ,
        answering_site_id=COMMUNE,
        offering_fingerprint=offering,
        answering_fingerprint=answering,
    )


class Rooms:
    """Two rooms with an honest channel between them."""

    def __init__(self) -> None:
        self.hq, self.commune = offering_talk(), answering_talk()
        self.hq_keys = Keys(own=OFFERING, theirs=ANSWERING)
        self.commune_keys = Keys(own=ANSWERING, theirs=OFFERING)
        self.now_s = 0.0

    def talk(self) -> int:
        """Everything that is due, until nothing is. Returns how many notes went."""
        notes = 0
        due = self.hq.say(self.hq_keys, self.now_s)
        while due is not None:
            notes += 1
            back = self.commune.take(due, self.commune_keys, self.now_s)
            notes += back is not None
            due = None if back is None else self.hq.take(back, self.hq_keys, self.now_s)
        return notes

    def words(self) -> tuple[CodeWords | NoCodeWords, CodeWords | NoCodeWords]:
        return (
            self.hq.outcome(self.hq_keys, self.now_s),
            self.commune.outcome(self.commune_keys, self.now_s),
        )


def test_two_rooms_have_the_same_words_after_three_notes() -> None:
    rooms = Rooms()
    assert rooms.words() == (NoCodeWords.NOT_YET, NoCodeWords.NOT_YET)
    assert rooms.talk() == 3
    own, theirs = rooms.words()
    assert own == theirs
    assert set(own) <= set(WORDS)
    rooms.now_s = 60.0
    assert rooms.talk() == 0  # nothing is left to say
    assert rooms.words() == (own, theirs)


def test_a_new_key_has_new_words_once_they_are_exchanged() -> None:
    rooms = Rooms()
    rooms.talk()
    before, _ = rooms.words()
    rooms.hq_keys = Keys(own=BETWEEN[0], theirs=ANSWERING)
    rooms.commune_keys = Keys(own=ANSWERING, theirs=BETWEEN[0])
    assert rooms.words() == (NoCodeWords.NOT_YET, NoCodeWords.NOT_YET)
    rooms.talk()
    own, theirs = rooms.words()
    assert own == theirs != before


def test_somebody_between_gives_other_words_whatever_he_passes_on() -> None:
    rooms = Rooms()
    rooms.hq_keys = Keys(own=OFFERING, theirs=BETWEEN[0])
    rooms.commune_keys = Keys(own=ANSWERING, theirs=BETWEEN[1])
    rooms.talk()
    own, theirs = rooms.words()
    assert own != theirs
    assert theirs is NoCodeWords.MISMATCH  # the commitment is to another certificate


@pytest.mark.parametrize("lost", range(3))
def test_a_lost_note_is_said_again(lost: int) -> None:
    rooms, passed = Rooms(), count()

    def carry(note: WordsNote | None) -> WordsNote | None:
        return None if note is None or next(passed) == lost else note

    for _ in range(4):
        to_commune = carry(rooms.hq.say(rooms.hq_keys, rooms.now_s))
        to_hq = carry(rooms.commune.say(rooms.commune_keys, rooms.now_s))
        if to_commune is not None:
            to_hq = carry(rooms.commune.take(to_commune, rooms.commune_keys, rooms.now_s))
        opened = None if to_hq is None else carry(rooms.hq.take(to_hq, None, rooms.now_s))
        if opened is not None:
            rooms.commune.take(opened, rooms.commune_keys, rooms.now_s)
        rooms.now_s += SAY_AGAIN_S
    own, theirs = rooms.words()
    assert own == theirs
    assert not isinstance(own, NoCodeWords)


def test_a_room_of_the_version_before_has_no_words_and_is_asked_ten_times() -> None:
    talk, keys = offering_talk(), Keys(own=OFFERING, theirs=ANSWERING)
    said = [talk.say(keys, at_s / 10) for at_s in range(1_000)]
    assert sum(note is not None for note in said) == MOST_TRIES
    assert talk.outcome(keys, 0.0) is NoCodeWords.NOT_YET
    assert talk.outcome(keys, WAIT_S - 0.1) is NoCodeWords.NOT_YET
    assert talk.outcome(keys, WAIT_S) is NoCodeWords.NOT_OFFERED
    talk.renew()  # the channel was broken all the time
    assert talk.say(keys, 200.0) is not None
    assert talk.outcome(keys, 200.0) is NoCodeWords.NOT_YET


def test_who_answers_waits_as_long_and_says_nothing_first() -> None:
    talk, keys = answering_talk(), Keys(own=ANSWERING, theirs=OFFERING)
    talk.renew()
    assert talk.say(keys, 0.0) is None
    assert talk.outcome(keys, 0.0) is NoCodeWords.NOT_YET
    assert talk.outcome(keys, WAIT_S) is NoCodeWords.NOT_OFFERED


def test_a_second_commitment_for_the_same_connection_ends_the_words() -> None:
    rooms = Rooms()
    rooms.talk()
    second = WordsNote(step=WordsStep.COMMIT, commitment=b"c" * 32)
    assert rooms.commune.take(second, rooms.commune_keys, 1.0) is None
    assert rooms.words()[1] is NoCodeWords.MISMATCH
    assert rooms.commune.take(second, rooms.commune_keys, 2.0) is None
    assert rooms.commune.say(rooms.commune_keys, 9.0) is None


def test_a_second_number_for_the_same_commitment_ends_the_words() -> None:
    talk, keys = offering_talk(), Keys(own=OFFERING, theirs=ANSWERING)
    commit = talk.say(keys, 0.0)
    assert commit is not None
    first, second = (
        WordsNote(step=WordsStep.NONCE, commitment=commit.commitment, nonce=one)
        for one in CHOICES[:2]
    )
    assert talk.take(first, keys, 0.0) == talk.take(first, keys, 0.0) is not None
    assert talk.take(second, keys, 0.0) is None
    assert talk.outcome(keys, 0.0) is NoCodeWords.MISMATCH


def test_an_opening_that_does_not_fit_ends_the_words() -> None:
    rooms = Rooms()
    commit = rooms.hq.say(rooms.hq_keys, 0.0)
    assert commit is not None
    rooms.commune.take(commit, rooms.commune_keys, 0.0)
    wrong = WordsNote(step=WordsStep.OPEN, commitment=commit.commitment, nonce=CHOICES[0])
    assert rooms.commune.take(wrong, rooms.commune_keys, 0.0) is None
    assert rooms.words()[1] is NoCodeWords.MISMATCH


def test_only_a_new_engine_begins_a_talk_anew_that_has_failed() -> None:
    rooms = Rooms()
    rooms.talk()
    second = WordsNote(step=WordsStep.COMMIT, commitment=b"c" * 32)
    rooms.commune.take(second, rooms.commune_keys, 1.0)
    rooms.commune.pair(SESSION, 1, 2)
    assert rooms.words()[1] is NoCodeWords.MISMATCH
    rooms.commune.pair(SESSION, 1, 3)
    rooms.hq.pair(SESSION, 3, 1)
    rooms.talk()
    own, theirs = rooms.words()
    assert own == theirs
    assert not isinstance(own, NoCodeWords)


def test_notes_of_an_exchange_that_is_over_change_nothing() -> None:
    rooms = Rooms()
    rooms.talk()
    for step in WordsStep:
        if step is not WordsStep.COMMIT:
            old = WordsNote(step=step, commitment=b"c" * 32, nonce=CHOICES[0])
            assert rooms.hq.take(old, rooms.hq_keys, 1.0) is None
            assert rooms.commune.take(old, rooms.commune_keys, 1.0) is None
    own, theirs = rooms.words()
    assert own == theirs
    assert not isinstance(own, NoCodeWords)


def test_a_commitment_for_a_connection_that_is_not_here_waits() -> None:
    talk = answering_talk()
    commit = WordsNote(step=WordsStep.COMMIT, commitment=b"c" * 32)
    assert talk.take(commit, None, 0.0) is None
    assert talk.take(commit, Keys(own=ANSWERING, theirs=OFFERING), 1.0) is not None


def test_there_are_few_exchanges_in_a_call() -> None:
    """Each is a chance for somebody between, and he may provoke them."""
    talks = Talks(own_site_id=HQ)
    talks.session_id = SESSION
    told = []
    for number in range(2, 2 + MOST_EXCHANGES + 5):
        talk = talks.begin(number, PeerNumber(site_id=COMMUNE, media_number=1))
        told.append(talk.say(Keys(own=OFFERING, theirs=ANSWERING), 0.0))
    commitments = {note.commitment for note in told if note is not None}
    assert len(commitments) == MOST_EXCHANGES
    assert told[MOST_EXCHANGES:] == [None] * 5


# ---- somebody sits between the two rooms ---------------------------------------------------------


class Between:
    """Everything that he may do with two rooms, in any order; he has two certificates."""

    def __init__(self) -> None:
        self.rooms = (offering_talk(), answering_talk())
        self.keys = tuple(
            tuple(Keys(own=own, theirs=theirs) for theirs in BETWEEN)
            for own in (OFFERING, ANSWERING)
        )
        self.now = [0, 0]
        self.seen: list[WordsNote] = []
        self.told: dict[bytes, bytes] = {}
        """A number that a room has told, and the choice that it has fixed before."""
        self.now_s = 0.0

    def notes(self, kind: str) -> list[WordsNote]:
        """What he can send now: what he has seen, and what he makes of three numbers."""
        made = [
            commitment_to(ends(theirs, ANSWERING), one) for one in CHOICES for theirs in BETWEEN
        ]
        match kind:
            case "commit":
                return [WordsNote(step=WordsStep.COMMIT, commitment=one) for one in made]
            case "nonce":
                step, of = WordsStep.NONCE, [note.commitment for note in self.seen[-2:]]
            case "open":
                step, of = WordsStep.OPEN, made
            case _:
                return self.seen
        return [
            WordsNote(step=step, commitment=commitment, nonce=one)
            for commitment in of
            for one in CHOICES
        ]

    def reconnect(self, room: int, certificate: int) -> None:
        self.now[room] = certificate

    def wait(self, room: int) -> None:
        self.now_s += SAY_AGAIN_S
        self._see(room, self.rooms[room].say(self._keys(room), self.now_s), b"")

    def send(self, room: int, kind: str, choice: int) -> None:
        notes = self.notes(kind)
        if not notes:
            return
        note = notes[choice % len(notes)]
        fixed = note.commitment if room else note.nonce
        self._see(room, self.rooms[room].take(note, self._keys(room), self.now_s), fixed)

    def check(self) -> None:
        for room, talk in enumerate(self.rooms):
            words = talk.outcome(self._keys(room), self.now_s)
            if isinstance(words, NoCodeWords):
                continue
            theirs = BETWEEN[self.now[room]]
            pair = ends(theirs, ANSWERING) if room else ends(OFFERING, theirs)
            assert words in {
                code_words(pair, *((other, own) if room else (own, other)))
                for own, fixed in self.told.items()
                for other in (*CHOICES, *self.told)
                if fixed == (commitment_to(pair, other) if room else other)
            }

    def _keys(self, room: int) -> Keys:
        return self.keys[room][self.now[room]]

    def _see(self, room: int, note: WordsNote | None, fixed: bytes) -> None:
        if note is None:
            return
        self.seen.append(note)
        tells = WordsStep.NONCE if room else WordsStep.OPEN
        if note.step is tells:
            choice = note.commitment if room else fixed
            assert self.told.setdefault(note.nonce, choice) == choice
        else:
            assert note.nonce == b""


ACTS = st.tuples(
    st.sampled_from(["wait", "reconnect", "pass on", "commit", "nonce", "open"]),
    st.integers(0, 1),
    st.integers(0, 17),
)


@given(st.lists(ACTS, min_size=10, max_size=40))
def test_no_order_of_messages_lets_him_choose_after_a_number_is_told(
    acts: list[tuple[str, int, int]],
) -> None:
    """A room tells its number for one choice of his, which stands from then on."""
    between = Between()
    for act, room, choice in acts:
        match act:
            case "wait":
                between.wait(room)
            case "reconnect":
                between.reconnect(room, choice % 2)
            case _:
                between.send(room, act, choice)
        between.check()


def words_by_the_old_rule(one: bytes, other: bytes) -> tuple[int, int]:
    """Before commitments, and only the first two words, so that the search is short."""
    both = b"".join(sorted((one, other)))
    first, second = hashlib.sha256(b"reception-room code words 1\0" + both).digest()[:2]
    return first, second


def certificates(seed: int) -> list[bytes]:
    return [hashlib.sha256(f"{seed} {at}".encode()).digest() for at in range(700)]


def test_by_the_old_rule_a_birthday_search_found_certificates_for_both_rooms() -> None:
    for_offering = {words_by_the_old_rule(OFFERING, one): one for one in certificates(1)}
    found = [
        other
        for other in certificates(2)
        if words_by_the_old_rule(other, ANSWERING) in for_offering
    ]
    assert found


@pytest.mark.parametrize("seed", range(8))
def test_two_certificates_that_would_give_equal_words_give_others_in_each_room(seed: int) -> None:
    """He finds two before the exchange, and then passes on whatever the rooms say of themselves."""
    blind = b"\0" * NONCE_BYTES
    for_hq = {
        code_words(ends(OFFERING, one), blind, blind)[:2]: one for one in certificates(2 * seed)
    }
    to_hq, to_commune = next(
        (for_hq[words], one)
        for one in certificates(2 * seed + 1)
        if (words := code_words(ends(one, ANSWERING), blind, blind)[:2]) in for_hq
    )
    hq, commune = offering_talk(seed), answering_talk(seed + 1_000)
    hq_keys = Keys(own=OFFERING, theirs=to_hq)
    commune_keys = Keys(own=ANSWERING, theirs=to_commune)
    commit = hq.say(hq_keys, 0.0)
    assert commit is not None
    # A commitment of his own: that of the room is to other certificates, and would not open.
    own = commitment_to(ends(to_commune, ANSWERING), blind)
    theirs = commune.take(WordsNote(step=WordsStep.COMMIT, commitment=own), commune_keys, 0.0)
    assert theirs is not None
    opening = hq.take(
        WordsNote(step=WordsStep.NONCE, commitment=commit.commitment, nonce=theirs.nonce),
        hq_keys,
        0.0,
    )
    assert opening is not None
    commune.take(WordsNote(step=WordsStep.OPEN, commitment=own, nonce=blind), commune_keys, 0.0)
    at_hq, at_commune = hq.outcome(hq_keys, 0.0), commune.outcome(commune_keys, 0.0)
    assert not isinstance(at_hq, NoCodeWords)
    assert not isinstance(at_commune, NoCodeWords)
    assert at_hq[:2] != at_commune[:2]


@pytest.mark.parametrize("is_first", [True, False], ids=["hq-first", "commune-first"])
def test_the_same_search_finds_nothing_any_more(*, is_first: bool) -> None:
    """Whichever room he finishes with first: at the other one he chooses blind."""
    met = sum(_attack(seed, is_hq_first=is_first) for seed in range(64))
    assert met <= 4  # by chance one of 256; a search that knows what it looks for meets them all


def _attack(seed: int, *, is_hq_first: bool) -> bool:
    """Whether the first word is the same in both rooms; his choices are certificates'."""
    hq, commune = offering_talk(seed), answering_talk(seed + 1_000)
    hq_keys = Keys(own=OFFERING, theirs=BETWEEN[0])
    commune_keys = Keys(own=ANSWERING, theirs=BETWEEN[1])
    told: dict[str, CodeWords | NoCodeWords] = {}

    def wanted(words: CodeWords) -> bool:
        return any(words[0] == one[0] for one in told.values())

    def with_hq() -> None:
        commit = hq.say(hq_keys, 0.0)
        assert commit is not None
        # He looks for a number that fits, but the room's own is not known to him yet.
        guess = random.Random(seed + 2_000).randbytes(32)
        fits = (
            one
            for one in certificates(seed)
            if wanted(code_words(ends(OFFERING, BETWEEN[0]), guess, one))
        )
        chosen = next(fits, certificates(seed)[0])
        note = WordsNote(step=WordsStep.NONCE, commitment=commit.commitment, nonce=chosen)
        assert hq.take(note, hq_keys, 0.0) is not None
        told["hq"] = hq.outcome(hq_keys, 0.0)

    def with_commune() -> None:
        pair = ends(BETWEEN[1], ANSWERING)
        guess = random.Random(seed + 2_000).randbytes(32)
        fits = (one for one in certificates(seed) if wanted(code_words(pair, one, guess)))
        chosen = next(fits, certificates(seed)[0])
        commitment = commitment_to(pair, chosen)
        commit = WordsNote(step=WordsStep.COMMIT, commitment=commitment)
        assert commune.take(commit, commune_keys, 0.0) is not None
        opening = WordsNote(step=WordsStep.OPEN, commitment=commitment, nonce=chosen)
        commune.take(opening, commune_keys, 0.0)
        told["commune"] = commune.outcome(commune_keys, 0.0)

    for step in (with_hq, with_commune) if is_hq_first else (with_commune, with_hq):
        step()
    assert not any(isinstance(one, NoCodeWords) for one in told.values())
    return told["hq"][0] == told["commune"][0]
