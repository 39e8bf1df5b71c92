"""What is told of settings that could not be used: a number to officers, names in Cài đặt."""

from desktop.domain.errors import SettingsError
from desktop.presenters.view.message import Message, MessageValue, Tone
from desktop.presenters.view.message_code import MessageCode


def problem_message(problems: tuple[SettingsError, ...]) -> Message | None:
    """How many there are; None: every setting holds."""
    if not problems:
        return None
    return Message(
        code=MessageCode.SETTINGS_NOT_USED, tone=Tone.WARN, data={"count": len(problems)}
    )


def problem_words(problem: SettingsError) -> Message:
    """One problem, with the line of its file where it has one."""
    data: dict[str, MessageValue] = {**problem.data, "file": _place(problem)}
    return Message(code=problem.code, tone=Tone.WARN, data=data)


def _place(problem: SettingsError) -> str:
    file, line = problem.data["file"], problem.data.get("line")
    return str(file) if line is None else f"{file}:{line}"
