"""How well one colour is read on another."""

_LINEAR_LIMIT = 0.04045
_FLARE = 0.05


def contrast_ratio(first: str, second: str) -> float:
    """Contrast of two `#RRGGBB` colours, 1.0 to 21.0.

    Source: WCAG 2.2, contrast ratio (L1 + 0.05) / (L2 + 0.05).
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + _FLARE) / (darker + _FLARE)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    if channel <= _LINEAR_LIMIT:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
