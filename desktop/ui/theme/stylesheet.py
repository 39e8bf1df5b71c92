"""The one style sheet: a template filled from tokens and scale."""

import re
from dataclasses import asdict

from desktop.files.resources import resource_path
from desktop.ui.theme.tokens import Tokens
from desktop.ui.theme.type_scale import TEXT_SIZES

_TOKEN = re.compile(r"\$\{(\w+)\}")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)dp\b")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def build_stylesheet(tokens: Tokens, scale: float) -> str:
    """The style sheet of one theme at one scale.

    In the template `${accent}` is a token and `12dp` a length that grows with the scale.

    Raises:
        KeyError: the template names a token that does not exist.
    """
    values = {name: str(value) for name, value in asdict(tokens).items()}
    values["arrow_icon"] = resource_path("styles", f"arrow-{tokens.name}.svg").as_posix()
    values["check_icon"] = resource_path("styles", f"check-{tokens.name}.svg").as_posix()
    template = resource_path("styles", "desk.qss").read_text(encoding="utf-8")
    filled = _TOKEN.sub(lambda found: values[found[1]], _COMMENT.sub("", template))
    sheet = filled + _type_rules()
    return _LENGTH.sub(lambda found: f"{round(float(found[1]) * scale)}px", sheet)


def _type_rules() -> str:
    return "\n".join(
        f'QLabel[type="{role}"] {{ font-size: {size.px}dp; font-weight: {size.weight}; }}'
        for role, size in TEXT_SIZES.items()
    )
