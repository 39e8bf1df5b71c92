from dataclasses import fields, is_dataclass, replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.live_session import PagePart
from desktop.domain.reception.participant import ParticipantRole
from desktop.presenters.display import chair_display_state as public
from desktop.ui.scenes.parts import person_text
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.scenes.scene_words import scene_words
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import DARK
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.page_image import page_to_image
from tests.screens.all_states import SCENES, shown
from tests.screens.render_screens import sample_page
from tests.ui.conftest import PictureBox

pytestmark = pytest.mark.ui
SIZES = ((1920, 1080), (1366, 768), (1080, 1920), (276, 155), (3840, 2160), (90, 60))


@pytest.fixture
def view(theme: Theme, frames: FrameHub, qtbot: QtBot) -> SceneView:
    made = SceneView(theme, "scene", frames)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", list(SCENES))
def test_every_scene_paints_at_every_size(
    view: SceneView, theme: Theme, name: str, size: tuple[int, int]
) -> None:
    assert theme.scale == 1.0
    scene = shown(name).view.chair_display[-1]
    view.resize(*size)
    view.show_scene(scene)
    image = view.grab().toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, size[0], max(1, size[0] // 97))
        for y in range(0, size[1], max(1, size[1] // 97))
    }
    assert len(colours) > 1
    assert DARK.night.lower() in colours
    assert view.scene is scene
    assert view.accessibleName() == scene_words(scene)


def test_pictures_are_shown_only_where_the_scene_has_them(view: SceneView) -> None:
    view.resize(1280, 720)
    view.show()
    seen = {}
    for name in SCENES:
        view.show_scene(shown(name).view.chair_display[-1])
        seen[name.removeprefix("display2-")] = (view._main.isVisible(), view._own.isVisible())
    assert seen["dialogue"] == (True, True)
    assert seen["document"] == (False, False)
    page = shown("display2-document").view.chair_display[-1]
    assert isinstance(page, public.DocumentScene)
    view.show_scene(replace(page, part=PagePart.WHOLE))
    assert (view._main.isVisible(), view._own.isVisible()) == (False, True)
    for name in ("crest", "waiting", "paused", "consultation", "ended", "adjourned"):
        assert seen[name] == (False, False)


def test_both_windows_follow_one_track(view: SceneView, frames: FrameHub, box: PictureBox) -> None:
    scene = shown("session").view.chair_display[-1]
    assert isinstance(scene, public.DialogueScene)
    track_id = scene.main.track_id
    assert track_id is not None
    box.put(track_id, 235, number=1)
    view.resize(1280, 720)
    view.show_scene(scene)
    view.grab()
    assert view._main.picture.has_picture
    assert frames.read(track_id) is not None


def test_a_protected_person_is_called_by_role_only() -> None:
    person = public.PublicPerson(
        role=ParticipantRole.CITIZEN, label=public.PublicText("Tên thật"), is_protected=True
    )
    assert person_text(person) == "Người tố cáo"


def test_a_rendered_page_keeps_its_pixels() -> None:
    page = sample_page()
    image = page_to_image(page)
    assert image.size().toTuple() == (page.width, page.height)
    assert image.pixelColor(2, 2).name() == "#ffffff"


def test_a_scene_cannot_hold_notes_or_personal_data() -> None:
    """Its types have no field of free text, no path, no code, no message."""
    free_text = set()
    for value in vars(public).values():
        if isinstance(value, type) and is_dataclass(value):
            for field in fields(value):
                if field.type in (str, "str"):
                    free_text.add(f"{value.__name__}.{field.name}")
    assert free_text == set()


def test_on_an_upright_screen_the_large_picture_is_as_wide_as_the_screen(view: SceneView) -> None:
    view.resize(1080, 1920)
    view.show_scene(shown("display2-dialogue").view.chair_display[-1])
    view.show()
    large, small = view._main.geometry(), view._own.geometry()
    assert large.width() > 0.9 * view.width()
    assert large.bottom() < small.top() < 1920 / 2
