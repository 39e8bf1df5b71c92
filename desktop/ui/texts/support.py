"""Whom to call: the last line of every screen where something may not work."""

from desktop.ui.texts.texts import translate


def support_text(phone: str) -> str:
    """Gọi hỗ trợ: 0000 000 000, in one piece; empty when the settings name no number."""
    if not phone:
        return ""
    return translate("Shell", "Gọi hỗ trợ: {phone}").format(phone=phone.replace(" ", "\u00a0"))
