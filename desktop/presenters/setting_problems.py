"""What an officer is told of settings that could not be used: one banner, however many they are."""

from desktop.domain.errors import SettingsError
from desktop.presenters.message import Message, MessageCode, MessageValue, Tone

MOST_NAMES = 3
"""More would fill the screen; the log names them all."""


def problem_message(problems: tuple[SettingsError, ...]) -> Message | None:
    """One problem in its own words, several by name; None: every setting holds."""
    if not problems:
        return None
    if len(problems) == 1:
        return problem_words(problems[0])
    different = dict.fromkeys(map(_name, problems))
    names = ", ".join([*different][:MOST_NAMES])
    if len(different) > MOST_NAMES:
        names += ", …"
    return Message(
        code=MessageCode.SETTINGS_NOT_USED,
        tone=Tone.WARN,
        data={"count": len(problems), "names": names},
    )


def problem_words(problem: SettingsError) -> Message:
    """One problem, with the line of its file where it has one."""
    data: dict[str, MessageValue] = {**problem.data, "file": _place(problem)}
    return Message(code=problem.code, tone=Tone.WARN, data=data)


def _place(problem: SettingsError) -> str:
    file, line = problem.data["file"], problem.data.get("line")
    return str(file) if line is None else f"{file}:{line}"


def _name(problem: SettingsError) -> str:
    """The setting, and where a whole source cannot be read, that."""
    return str(problem.data.get("key", _place(problem)))
