"""States of minutes whose text differs, that are frozen, and that are signed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.domain.conduct.signing.signature import SaidSignature, SignatureForm
from desktop.domain.conduct.signing.signing import Signing, with_text
from desktop.domain.conduct.signing.version import ObjectionResult, SiteText
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import ScanTaken
from desktop.domain.papers.printed_page import PrintedPage
from desktop.domain.reception.status import Step
from desktop.domain.record.minutes_text import text_digest
from tests.samples import showcase as city
from tests.samples.signing_keys import PASSWORD
from tests.screens.printed_pages import printed_page
from tests.screens.session_states import Drive, conducted, held
from tests.screens.shown_room import ShownRoom
from tests.screens.waiting_states import reading

WHY = "Chưa đồng ý phần đơn giá bồi thường"
WITNESSES = ("Trưởng thôn Mẫu", "Cán bộ tư pháp Mẫu")
WISH = "Gia đình đã gửi đơn ba lần, không phải hai lần."


def noting(drive: Drive = conducted) -> ShownRoom:
    """The minutes are read back in a city that notes signers; every site has one text."""
    room = reading(2, drive)
    lines = room.fake.minutes.lines(city.TODAY)
    for line in lines:
        room.fake.minutes.put(replace(line, revision=line.revision or 1))
    digest = text_digest(room.fake.minutes.lines(city.TODAY))
    live = room.fake.channel.live()
    assert live is not None
    signing = Signing()
    for seat in live.seats:
        text = SiteText(site_id=seat.site_id, sha256=digest.sha256, lines=digest.lines)
        signing = with_text(signing, text)
    room.fake.channel.change(lambda one: replace(one, signing=signing))
    room.deliver()
    return room


def differing() -> ShownRoom:
    """One site has another text."""
    room = noting()
    other = SiteText(site_id=city.COMMUNE, sha256="0" * 64, lines=3)
    room.fake.channel.change(
        lambda one: replace(one, signing=with_text(one.signing or Signing(), other))
    )
    room.deliver()
    return room


def frozen(drive: Drive = conducted) -> ShownRoom:
    """The signing began, with one correction; nobody has a state."""
    room = noting(drive)
    line = room.session.read_back.lines()[1]
    room.fake.signing.note_objection(line.id, WISH, "Công dân A", ObjectionResult.ACCEPTED)
    room.fake.channel.set_step(Step.SIGNING)
    room.fake.signing.freeze(text_digest(room.fake.minutes.lines(city.TODAY)))
    room.fake.signing.set_copies(3)
    room.deliver()
    return room


def frozen_uncounted() -> ShownRoom:
    """The sheet is open; nobody has a state, and nobody said how many copies."""
    room = noting()
    room.fake.channel.set_step(Step.SIGNING)
    room.fake.signing.freeze(text_digest(room.fake.minutes.lines(city.TODAY)))
    room.deliver()
    room.session.signing.toggle()
    room.deliver()
    return room


def half_signed(drive: Drive = conducted) -> ShownRoom:
    """Some signed, one does not."""
    room = frozen(drive)
    first, second, third, *_ = room.session.signing.facts.signers()
    for one, form in ((first, SignatureForm.BY_HAND), (second, SignatureForm.FINGERPRINT)):
        room.fake.signing.note_signature(one.id, SaidSignature(form=form))
    refusal = SaidSignature(form=SignatureForm.NOT_SIGNED, reason=WHY, witnesses=WITNESSES)
    room.fake.signing.note_signature(third.id, refusal)
    room.deliver()
    return room


def sheet() -> ShownRoom:
    """Who signed and how."""
    room = half_signed()
    room.session.signing.toggle()
    room.deliver()
    return room


def scanned() -> ShownRoom:
    """Two of three signed pages came back as a scan."""
    room = signed()
    room.session.signing.toggle()
    version = room.session.signing.facts.version
    assert version is not None
    sheets = tuple(
        PrintedPage(
            record_id=city.TODAY,
            version=version.number,
            content_sha256=version.sha256,
            page=page,
            pages=3,
        )
        for page in (1, 3)
    )
    taken = room.fake.papers.papers(city.TODAY)[0]
    scan = replace(
        taken, id=DocumentId("signed-scan"), title="Biên bản đã ký", printed_pages=sheets
    )
    room.fake.queue(ScanTaken(session_id=city.TODAY, document_id=scan.id))
    room.fake.papers.put(scan)
    room.deliver()
    return room


def printing() -> ShownRoom:
    """The frozen minutes as they come out, before anybody prints them."""
    room = sheet()
    room.fake.printing.page = printed_page("minutes")
    room.session.signing.print_minutes()
    room.deliver()
    return room


def print_stopped() -> ShownRoom:
    """The printer took two of nine sheets."""
    room = printing()
    room.fake.printing.at.stops_at = 2
    room.session.signing.printing.print_all()
    room.deliver()
    return room


def without_printer() -> ShownRoom:
    """This PC has none."""
    room = sheet()
    room.fake.printing.page = printed_page("minutes")
    room.fake.printing.at.printers = ()
    room.session.signing.print_minutes()
    room.deliver()
    return room


def refusing() -> ShownRoom:
    """Why somebody does not sign is being typed; a witness is missing."""
    room = sheet()
    waiting = room.session.signing.facts.missing()[0]
    room.session.signing.press(waiting.id, SignatureForm.NOT_SIGNED)
    room.session.signing.edit_reason(WHY)
    room.session.signing.edit_witness(0, WITNESSES[0])
    room.session.signing.confirm_refusal()
    room.deliver()
    return room


def signing_digitally() -> ShownRoom:
    """One signed digitally; the next one is asked for a password that was not right."""
    room = sheet()
    room.fake.digital_signing.token = True
    version = room.session.signing.facts.version
    assert version is not None
    first, second, *_ = room.session.signing.facts.missing()
    digital = room.session.signing.digital
    room.session.signing.press(first.id, SignatureForm.DIGITAL)
    digital.sign(PASSWORD)
    room.deliver()
    room.session.signing.press(second.id, SignatureForm.DIGITAL)
    digital.choose_file(Path("chung-thu-nguoi-ky.pfx"))
    digital.sign("khác")
    room.deliver()
    return room


def objecting() -> ShownRoom:
    """A wish to correct the line that is read is being typed."""
    room = noting()
    room.session.signing.toggle()
    room.session.signing.begin_objection()
    room.session.signing.edit_objection(WISH)
    room.deliver()
    return room


def signed(drive: Drive = conducted) -> ShownRoom:
    """Everybody has a state, and the session went on to its last step."""
    room = half_signed(drive)
    for one in room.session.signing.facts.missing():
        room.fake.signing.note_signature(one.id, SaidSignature(form=SignatureForm.BY_HAND))
    room.fake.channel.set_step(Step.CLOSING)
    room.deliver()
    return room


SIGNING: Mapping[str, Drive] = {
    "session-signing-differs": differing,
    "session-signing-objection": objecting,
    "session-signing": half_signed,
    "session-signing-begin": frozen_uncounted,
    "session-signing-sheet": sheet,
    "session-signing-refusal": refusing,
    "session-signing-done": signed,
    "session-signing-scan": scanned,
    "session-signing-digital": signing_digitally,
    "session-printing": printing,
    "session-printing-stopped": print_stopped,
    "session-printing-none": without_printer,
}
SIGNING_SCENES: Mapping[str, Drive] = {
    "sign": partial(half_signed, held),
}
