"""A session of two desks and a city: each word of a state shows exactly while its fact holds."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QApplication

from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.domain.conduct.roll_call import RollMark
from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.reception.status import SessionStatus, Step
from desktop.files.resources import resource_path
from desktop.forms.record.minutes_wording import load_minutes_wording
from desktop.presenters.conduct.verb import Verb
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.rigs.desk.headless_desks import HeadlessDesk, HeadlessDesks, headless_desks
from tests.rigs.desk.painted_texts import PaintedTexts
from tests.rigs.desk.word_cells import Finding, findings, matches
from tests.rigs.desk.word_facts import WordFacts
from tests.samples.printed_words import PRINTED
from tests.samples.state_words import DRAWN, KNOWN_FALSE, SHOWN, InRun

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(1_200),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
    pytest.mark.usefixtures("untraced_children"),
]

HOLD_S = 0.5
"""So long all words must agree with their facts without a break."""

STEPS_TO_QUESTIONS = (Step.ROLL_CALL, Step.ANNOUNCEMENTS, Step.PRESENTATION, Step.QUESTIONS)
STEPS_TO_CLOSING = (Step.READ_BACK, Step.SIGNING, Step.CLOSING)
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


class Run:
    """The desks, and what was found so far. shown: keys of words that were right when shown."""

    def __init__(self, desks: HeadlessDesks, facts: WordFacts, painted: PaintedTexts) -> None:
        self.desks = desks
        self.facts = facts
        self.painted = painted
        self.shown: set[str] = set()
        self.false: set[str] = set()
        self._differing: list[str] = []
        self._agreed_s: float | None = None
        self._printed = 0

    def check(self, stage: str, is_there: Callable[[], bool] = lambda: True) -> None:
        """Wait until the stage is there and all words agree with their facts, for HOLD_S."""
        self._agreed_s = None
        self.desks.until(
            lambda: self._agrees(is_there), lambda: (stage, is_there(), self._differing)
        )
        print(f"{stage}: {time.monotonic():.1f}")

    def print_minutes(self, folder: Path) -> None:
        """Export the minutes at the desk that conducts, and judge what is printed."""
        self._printed += 1
        path = folder / f"minutes-{self._printed}.docx"
        self.desks.headquarters.session.minutes.export(path)
        self.desks.until(path.is_file, lambda: "the minutes")
        document = docx.Document(str(path))
        said = {one.text.strip() for one in document.paragraphs}
        said |= {one.text.strip() for one in document.sections[0].footer.paragraphs}
        printed = said_by(said)
        self.facts.look()
        desk = self.desks.headquarters
        for key, one in PRINTED.items():
            if isinstance(one, InRun):
                finding = Finding(
                    key=f"printed/{key}",
                    place="the minutes",
                    is_shown=key in printed,
                    holds=self.facts.holds(one.fact, desk, desk.site_id, None),
                )
                assert finding.is_shown == finding.holds, f"{finding}: {said}"
                self._note(finding)

    def _agrees(self, is_there: Callable[[], bool]) -> bool:
        self.facts.look()
        found = [
            one for desk in self.desks.both for one in findings(desk, self.painted, self.facts)
        ]
        self._differing = [
            str(one)
            for one in found
            if one.is_shown is not one.holds and one.key not in KNOWN_FALSE
        ]
        if self._differing or not is_there():
            self._agreed_s = None
            return False
        if self._agreed_s is None:
            self._agreed_s = time.monotonic()
        if time.monotonic() - self._agreed_s < HOLD_S:
            return False
        for one in found:
            self._note(one)
        return True

    def _note(self, one: Finding) -> None:
        if one.is_shown and one.holds:
            self.shown.add(one.key)
        elif one.is_shown:
            self.false.add(one.key)


@pytest.fixture
def run(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    assert qapp is not None
    view = SceneView(Theme(NORMAL), "scene", FrameHub(lambda _track: None))
    with (
        headless_desks(tmp_path) as desks,
        open_city(CityServerConfig(folder=desks.practice.city)) as city,
    ):
        yield Run(desks, WordFacts(desks, city), PaintedTexts(view, monkeypatch))
    view.deleteLater()


def test_each_word_shows_exactly_while_its_fact_holds(run: Run, tmp_path: Path) -> None:
    come_together(run)
    speak(run)
    pause(run)
    lead_a_page(run, tmp_path)
    write_with_and_without_the_city(run)
    run.print_minutes(tmp_path)
    leave_and_come_back(run)
    close(run)
    run.print_minutes(tmp_path)
    go_home_without_the_city(run)
    assert expected() - run.shown == set(), "the run never came to these words"
    assert run.false == set(KNOWN_FALSE), "known to be false, and is not any more: take it out"


def said_by(texts: set[str]) -> set[str]:
    """The words of the run that these texts are; of two that fit, the one that says more."""
    wording = load_minutes_wording(resource_path("forms", "minutes-v1.json"))
    templates = {
        key: getattr(wording, key) for key, one in PRINTED.items() if isinstance(one, InRun)
    }
    said = set()
    for text in texts:
        fitting = [key for key, template in templates.items() if matches(template, text)]
        said |= {max(fitting, key=lambda key: len(templates[key]))} if fitting else set()
    return said


def expected() -> set[str]:
    """Every word that the run must show."""
    tables = {**SHOWN, **DRAWN, "printed": PRINTED}
    return {
        f"{name}/{key}"
        for name, table in tables.items()
        for key, one in table.items()
        if isinstance(one, InRun)
    }


# ---- the session -----------------------------------------------------------------------------


def come_together(run: Run) -> None:
    headquarters, commune = run.desks.both
    run.check("at home")
    commune.go_to_door(run.desks.session_id)
    run.check("at the door", lambda: run.facts.is_previewed(commune))
    headquarters.go_to_door(run.desks.session_id)
    headquarters.go_in()
    run.check("one has come", lambda: run.facts.came(headquarters.site_id))
    commune.go_in()
    run.check("both have come", lambda: run.facts.is_sent(commune.site_id))
    press(headquarters, Verb.OPEN)
    run.check("open", lambda: run.facts.status is SessionStatus.IN_SESSION)


def speak(run: Run) -> None:
    headquarters, commune = run.desks.both
    press(commune, Verb.ASK_FLOOR)
    run.check("hand up", lambda: has_hand_up(run, commune))
    headquarters.session.press_row(commune.site_id)
    run.check("the floor is given", lambda: run.facts.is_heard(commune.site_id))
    commune.session.toggle_camera()
    run.check("camera off", lambda: run.facts.is_hidden(commune.site_id))
    commune.session.toggle_camera()
    run.check("camera on", lambda: run.facts.is_sent(commune.site_id))


def pause(run: Run) -> None:
    headquarters, commune = run.desks.both
    press(headquarters, Verb.PAUSE)
    headquarters.session.pausing.confirm()
    run.check("paused", lambda: run.facts.status is SessionStatus.PAUSED)
    press(headquarters, Verb.RESUME)
    run.check("goes on", lambda: run.facts.is_sent(commune.site_id))
    press(headquarters, Verb.END_TURN)
    run.check("the turn is over", lambda: not run.facts.is_heard(commune.site_id))
    for step in STEPS_TO_QUESTIONS:
        if step is Step.ANNOUNCEMENTS:
            call_roll(run)
        go_on(run, step)
    press(headquarters, Verb.CONSULT)
    headquarters.session.consulting.confirm()
    run.check("consultation", lambda: run.facts.status is SessionStatus.PAUSED)
    press(headquarters, Verb.RESUME)
    run.check("goes on again", lambda: run.facts.is_sent(commune.site_id))


def lead_a_page(run: Run, folder: Path) -> None:
    headquarters, commune = run.desks.both
    path = folder / "paper.pdf"
    path.write_bytes(PDF)
    papers = headquarters.session.papers
    papers.add_paper(path)
    run.check("a paper at the city", run.facts.has_bytes)
    papers.select(papers.panel().rows[0].document_id)
    papers.clear_for_display(is_cleared=True)
    run.desks.until(
        lambda: (
            all(row.is_cleared for row in papers.panel().rows)
            and all(row.is_cleared for row in commune.session.papers.panel().rows)
        ),
        lambda: "cleared",
    )
    papers.present()
    run.check("a page is led", lambda: run.facts.live is not None and bool(run.facts.live.stage))
    papers.take_down()
    run.check("no page", lambda: run.facts.live is not None and not run.facts.live.stage)


def write_with_and_without_the_city(run: Run) -> None:
    headquarters, commune = run.desks.both
    write(commune, "Công dân trình bày.")
    write(headquarters, "Chủ trì hỏi lại.")
    run.check("written", lambda: all(map(run.facts.is_kept_there, run.desks.both)))
    run.desks.server.hold_down()
    write(commune, "Công dân nói rõ.")
    run.check("without the city", lambda: not run.facts.is_kept_there(commune))
    run.desks.server.start()
    run.check("the city is back", lambda: run.facts.is_kept_there(commune))


def leave_and_come_back(run: Run) -> None:
    headquarters, commune = run.desks.both
    commune.session.leave()
    run.check("one has left", lambda: run.facts.seat(commune.site_id) is None)
    commune.go_to_door(run.desks.session_id)
    commune.go_in()
    run.check("is back", lambda: run.facts.is_sent(commune.site_id))
    assert headquarters.presenter.session is not None


def close(run: Run) -> None:
    headquarters = run.desks.headquarters
    press(headquarters, Verb.CONCLUDE, times=2)
    run.check("concluding", lambda: run.facts.status is SessionStatus.CONCLUDING)
    for step in STEPS_TO_CLOSING:
        go_on(run, step)
    press(headquarters, Verb.CLOSE, times=2)
    run.check("closed", lambda: run.facts.status is SessionStatus.CLOSED)


def go_home_without_the_city(run: Run) -> None:
    for one in run.desks.both:
        one.session.leave()
    run.check(
        "home again", lambda: all(run.facts.seat(one.site_id) is None for one in run.desks.both)
    )
    run.desks.server.hold_down()
    run.check("home without the city", run.facts.is_gone)


def press(desk: HeadlessDesk, verb: Verb, *, times: int = 1) -> None:
    for _ in range(times):
        desk.session.press(verb)


def call_roll(run: Run) -> None:
    """Everybody is there, as far as headquarters notes it."""
    roll = run.desks.headquarters.session.roll
    roll.toggle()
    sheet = roll.sheet()
    assert sheet is not None
    people = [row.person_id for site in sheet.sites for row in site.rows]
    assert people
    for person_id in people:
        roll.press(person_id, RollMark.PRESENT)
    run.check("the roll is called", lambda: roll.is_whole)
    roll.toggle()


def go_on(run: Run, step: Step) -> None:
    """With one text everywhere before the signing, and a state of everybody after it."""
    headquarters = run.desks.headquarters
    if step is Step.CLOSING:
        signing = headquarters.session.signing
        for one in signing.facts.missing():
            signing.press(one.id, SignatureForm.BY_HAND)
    if step in (Step.SIGNING, Step.CLOSING):
        run.check(f"before {step}", lambda: headquarters.session.signing.obstacle() is None)
    press(headquarters, Verb.NEXT_STEP, times=2)
    run.check(step, lambda: run.facts.live is not None and run.facts.live.step is step)


def write(desk: HeadlessDesk, text: str) -> None:
    desk.session.minutes.edit_text(text)
    desk.session.minutes.new_line()


def has_hand_up(run: Run, desk: HeadlessDesk) -> bool:
    seat = run.facts.seat(desk.site_id)
    return seat is not None and seat.has_hand_up
