"""The colours and line widths of the three themes; nothing else in the interface names a colour."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme. Colours are `#RRGGBB`; the use of each is told in docs (look and feel)."""

    name: str
    paper: str
    surface: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_tint: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    warn_edge: str
    danger: str
    danger_hover: str
    on_danger: str
    danger_tint: str
    off_tint: str
    focus: str
    crest: str
    night: str
    night2: str
    night_line: str
    on_night: str
    on_night2: str
    gold: str
    rec_night: str
    ok_night: str
    state_border_px: int
    ring_px: int


NORMAL = Tokens(
    name="normal",
    paper="#F4F2EC",
    surface="#FFFFFF",
    sunken="#FAF8F3",
    line="#DDD8CC",
    edge="#857F72",
    ink="#1A2127",
    ink2="#454D55",
    ink3="#5F676E",
    accent="#1C4C7C",
    accent_hover="#163D65",
    accent_press="#0F2D4C",
    on_accent="#FFFFFF",
    accent_tint="#E7EEF6",
    ok="#1E6B40",
    ok_tint="#E5F2E9",
    warn="#865000",
    warn_tint="#FCF1DC",
    warn_edge="#D99A2B",
    danger="#B3241C",
    danger_hover="#951C15",
    on_danger="#FFFFFF",
    danger_tint="#FBEAE8",
    off_tint="#ECEAE4",
    focus="#0B6BCB",
    crest="#A9791F",
    night="#10181F",
    night2="#1A242D",
    night_line="#3A4853",
    on_night="#F4F1E8",
    on_night2="#BCC6CE",
    gold="#EBC877",
    rec_night="#FF9A90",
    ok_night="#8FD9A8",
    state_border_px=1,
    ring_px=2,
)

HIGH_CONTRAST = Tokens(
    name="high-contrast",
    paper="#000000",
    surface="#000000",
    sunken="#000000",
    line="#FFFFFF",
    edge="#FFFFFF",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    ink3="#D0D0D0",
    accent="#FFE14D",
    accent_hover="#FFEB8A",
    accent_press="#FFF3B8",
    on_accent="#000000",
    accent_tint="#000000",
    ok="#5CF08A",
    ok_tint="#000000",
    warn="#FFC266",
    warn_tint="#000000",
    warn_edge="#FFC266",
    danger="#FF8A80",
    danger_hover="#FFB3AC",
    on_danger="#000000",
    danger_tint="#000000",
    off_tint="#000000",
    focus="#FFE14D",
    crest="#FFE14D",
    night="#000000",
    night2="#000000",
    night_line="#FFFFFF",
    on_night="#FFFFFF",
    on_night2="#FFFFFF",
    gold="#FFE14D",
    rec_night="#FF8A80",
    ok_night="#5CF08A",
    state_border_px=2,
    ring_px=3,
)

# Display 2 is dark in both: what is not named is as in NORMAL.
DARK = replace(
    NORMAL,
    name="dark",
    paper="#10181F",
    surface="#1A242D",
    sunken="#1A242D",
    line="#3A4853",
    edge="#8A98A3",
    ink="#F4F1E8",
    ink2="#BCC6CE",
    ink3="#BCC6CE",
    accent="#EBC877",
    accent_hover="#F1D798",
    accent_press="#F6E5BC",
    on_accent="#10181F",
    accent_tint="#1A242D",
    ok="#8FD9A8",
    ok_tint="#1A242D",
    warn="#EBC877",
    warn_tint="#1A242D",
    warn_edge="#EBC877",
    danger="#FF9A90",
    danger_hover="#FFB7B0",
    on_danger="#10181F",
    danger_tint="#1A242D",
    off_tint="#1A242D",
    focus="#EBC877",
    crest="#EBC877",
    ring_px=3,
)

THEMES = (NORMAL, HIGH_CONTRAST, DARK)
