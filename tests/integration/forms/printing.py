"""Forms as LibreOffice prints them, and what can be read of the pages."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

CONVERT_LIMIT_S = 90
IS_MISSING = shutil.which("soffice") is None or shutil.which("pdftotext") is None
MISSING = "libreoffice-writer-nogui, libreoffice-calc-nogui, poppler-utils are test packages"

_PAGE = re.compile(r"<page width=\"([\d.]+)\" height=\"([\d.]+)\">(.*?)</page>", re.DOTALL)
_WORD = re.compile(
    r"<word xMin=\"(.*?)\" yMin=\"(.*?)\" xMax=\"(.*?)\" yMax=\"(.*?)\">(.*?)</word>"
)


def run(program: str, *arguments: str | Path) -> str:
    command = [shutil.which(program) or program, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, timeout=CONVERT_LIMIT_S)
    return done.stdout.decode()


def to_pdf(path: Path, profile: Path) -> Path:
    """profile: LibreOffice's own folder; without it two runs at once would meet in the user's."""
    home = f"-env:UserInstallation={profile.as_uri()}"
    run("soffice", "--headless", home, "--convert-to", "pdf", "--outdir", path.parent, path)
    return path.with_suffix(".pdf")


def pages_of(pdf: Path) -> list[str]:
    return run("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def words_of(pdf: Path) -> str:
    """All text with its line breaks undone."""
    return " ".join(" ".join(pages_of(pdf)).split())


def lines_of(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A printed word and its box, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def is_over(self, other: "Word") -> bool:
        """The boxes share more than their rims."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width > 1.0 and height > (self.bottom - self.top) / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Words in the order they are read. width, height: points."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    def clashes(self) -> list[tuple[str, str]]:
        """Words printed over each other: a row too low lets its text run into its neighbours."""
        return [
            (one.text, two.text) for one, two in combinations(self.words, 2) if one.is_over(two)
        ]


def boxes_of(pdf: Path) -> list[Page]:
    return [
        Page(
            width=float(width),
            height=float(height),
            words=tuple(
                Word(
                    left=float(left),
                    top=float(top),
                    right=float(right),
                    bottom=float(bottom),
                    text=text,
                )
                for left, top, right, bottom, text in _WORD.findall(body)
            ),
        )
        for width, height, body in _PAGE.findall(run("pdftotext", "-bbox", pdf, "-"))
    ]


def images_of(pdf: Path) -> list[str]:
    """A line for each picture that is drawn on a page; a mask beside it is none."""
    lines = run("pdfimages", "-list", pdf).splitlines()[2:]
    return [line for line in lines if line.split()[2] == "image"]
