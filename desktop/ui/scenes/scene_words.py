"""What a scene of display 2 is called: for a screen reader, and under its miniature."""

from desktop.domain.conduct.live_session import PagePart
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.display import chair_display_state as scenes
from desktop.ui.scenes.parts import person_text
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate

_KINDS: dict[type[scenes.ChairScene], scenes.SceneKind] = {
    scenes.CrestScene: scenes.SceneKind.CREST,
    scenes.WaitingScene: scenes.SceneKind.WAITING,
    scenes.DialogueScene: scenes.SceneKind.DIALOGUE,
    scenes.ReadBackScene: scenes.SceneKind.READ_BACK,
    scenes.SigningScene: scenes.SceneKind.SIGNING,
    scenes.PausedScene: scenes.SceneKind.PAUSED,
    scenes.CountdownScene: scenes.SceneKind.COUNTDOWN,
    scenes.EndedScene: scenes.SceneKind.ENDED,
    scenes.TrialPageScene: scenes.SceneKind.TRIAL_PAGE,
}


def scene_label(scene: scenes.ChairScene) -> str:
    """As the cell MH2 of the status bar says it."""
    if isinstance(scene, scenes.DocumentScene):
        return document_label(scene.document_number, scene.page)
    if isinstance(scene, scenes.PausedScene) and scene.reason is PauseReason.CONSULTATION:
        return words.word(words.SCENES, scenes.SceneKind.CONSULTATION)
    if isinstance(scene, scenes.DialogueScene) and scene.is_line_lost:
        return line_lost_label()
    return words.word(words.SCENES, _KINDS[type(scene)])


def line_lost_label() -> str:
    """The pictures of the others do not come."""
    return translate("StatusBar", "đang nối lại")


def document_label(number: int, page: int | None) -> str:
    """A page that everybody sees, short enough for its cell at every size of text."""
    text = translate("StatusBar", "TL {number}, tr. {page}")
    return text.format(number=number, page=page)


def pause_words(reason: PauseReason) -> str:
    """Why it pauses, for everybody in the room. That something is secret is not said to all."""
    if reason is PauseReason.SECRET:
        return translate("Scene", "Tạm dừng")
    return words.word(words.PAUSES, reason)


def part_words(part: PagePart) -> str:
    """Which part of a page is seen; empty where it is all of it."""
    return {
        PagePart.WHOLE: "",
        PagePart.TOP: translate("Scene", "Phần trên của trang"),
        PagePart.MIDDLE: translate("Scene", "Phần giữa của trang"),
        PagePart.BOTTOM: translate("Scene", "Phần dưới của trang"),
    }[part]


def scene_words(scene: scenes.ChairScene) -> str:
    """What a screen reader says of the scene."""
    if isinstance(scene, scenes.DocumentScene):
        return translate("Scene", "Tài liệu số {number}").format(number=scene.document_number)
    if isinstance(scene, scenes.EndedScene):
        text, note = ended_words(scene.ending)
        return f"{text}. {note}"
    if isinstance(scene, scenes.PausedScene):
        return pause_words(scene.reason)
    if isinstance(scene, scenes.CountdownScene):
        return f"{countdown_words(is_opening=scene.is_opening)} {scene.number}"
    return _numbered_words(scene)


def _numbered_words(scene: scenes.ChairScene) -> str:
    if isinstance(scene, scenes.ReadBackScene):
        return read_back_words(scene)
    if isinstance(scene, scenes.SigningScene):
        return turn_words(scene)
    if isinstance(scene, scenes.WaitingScene) and scene.called is not None:
        return called_words(scene.called)
    if isinstance(scene, scenes.WaitingScene) and scene.following is not None:
        return following_words(scene.following)
    said: dict[type[scenes.ChairScene], str] = {
        scenes.CrestScene: translate("Scene", "Quốc huy"),
        scenes.WaitingScene: translate("Scene", "Chờ buổi tiếp"),
        scenes.DialogueScene: translate("Scene", "Đối thoại"),
        scenes.TrialPageScene: translate("Scene", "Trang thử"),
    }
    return said[type(scene)]


def called_words(number: int) -> str:
    """Whoever has this ticket is asked in."""
    return translate("Scene", "Mời số {n} vào phòng tiếp").format(n=f"{number:02d}")


def following_words(number: int) -> str:
    """Whoever has this ticket is next."""
    return translate("Scene", "Số {n} chuẩn bị vào phòng tiếp").format(n=f"{number:02d}")


def read_back_words(scene: scenes.ReadBackScene) -> str:
    """Which line is read, and what it says."""
    said = translate("Scene", "Đọc lại biên bản, dòng {number}: {text}")
    text = next((one.text for one in scene.lines if one.is_current), "")
    return said.format(number=scene.number, text=text)


def turn_words(scene: scenes.SigningScene) -> str:
    """Whose turn it is to sign."""
    if not scene.place:
        return translate("Scene", "Mọi người đã có trạng thái ký")
    who = signer_text(scene.following) or scene.place
    return translate("Scene", "Mời {who} ký tại {site}").format(who=who, site=scene.place)


def signer_text(person: scenes.PublicPerson | None) -> str:
    """How a signer is called; empty for somebody of a site."""
    return "" if person is None else person_text(person)


def countdown_words(*, is_opening: bool) -> str:
    """What the numbers are counted to."""
    if is_opening:
        return translate("Scene", "Buổi tiếp bắt đầu sau")
    return translate("Scene", "Buổi tiếp tiếp tục sau")


def ended_words(ending: SessionStatus | None) -> tuple[str, str]:
    """That the session is over and in which way, and what follows. ending: None when closed."""
    if ending is SessionStatus.ADJOURNED:
        note = translate("Scene", "Cơ quan tiếp công dân sẽ thông báo ngày tiếp tục.")
        return translate("Scene", "Buổi tiếp hôm nay dừng tại đây"), note
    if ending is SessionStatus.ABORTED_TECHNICAL:
        note = translate(
            "Scene",
            "Có sự cố kỹ thuật, mong ông, bà thông cảm. Cơ quan tiếp công dân sẽ thông báo lịch "
            "tiếp tục.",
        )
        return translate("Scene", "Buổi tiếp đã dừng"), note
    if ending is SessionStatus.REFUSED:
        note = translate("Scene", "Cán bộ tiếp dân sẽ giải thích và hướng dẫn ông, bà.")
        return translate("Scene", "Buổi tiếp đã dừng"), note
    note = translate("Scene", "Cảm ơn ông, bà đã tham dự.")
    return translate("Scene", "Buổi tiếp đã kết thúc"), note
