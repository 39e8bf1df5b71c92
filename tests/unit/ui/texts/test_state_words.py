"""Every word of a state has its fact; a new one fails here until somebody names it."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from desktop.files.resources import resource_path
from desktop.forms.record.minutes_wording import MinutesWording, load_minutes_wording
from desktop.ui import texts
from tests.paths import ROOT
from tests.rigs.system.every_row import every_row
from tests.samples import printed_words
from tests.samples.state_words import (
    DRAWN,
    DRAWN_IN,
    KNOWN_FALSE,
    NOT_OF_A_STATE,
    SHOWN,
    Evidence,
    InRun,
    InTest,
    Unsaid,
)

pytestmark = pytest.mark.unit

Table = Mapping[StrEnum, object]


def tables() -> dict[str, Table]:
    """Every table of desktop/ui/texts whose keys are the members of a set, by module and name."""
    found: dict[str, Table] = {}
    for module in pkgutil.walk_packages(texts.__path__, f"{texts.__name__}."):
        loaded = importlib.import_module(module.name)
        source = ast.parse(inspect.getsource(loaded))
        for name in _assigned(source):
            value = getattr(loaded, name)
            if isinstance(value, Mapping) and _is_translated(source, name):
                found[f"{module.name.rpartition('.')[2]}.{name}"] = value
    return {
        name: table
        for name, table in found.items()
        if table and all(isinstance(key, StrEnum) for key in table)
    }


def _assigned(source: ast.Module) -> list[str]:
    return [
        one.target.id
        for one in source.body
        if isinstance(one, ast.AnnAssign)
        and isinstance(one.target, ast.Name)
        and not one.target.id.startswith("_")
    ]


def _is_translated(source: ast.Module, name: str) -> bool:
    """Tables of tones and the like hold no texts."""
    (value,) = (
        one.value
        for one in source.body
        if isinstance(one, ast.AnnAssign)
        and isinstance(one.target, ast.Name)
        and one.target.id == name
    )
    return value is not None and any(
        isinstance(one, ast.Name) and one.id == "QT_TRANSLATE_NOOP" for one in ast.walk(value)
    )


def drawn_texts() -> dict[str, set[str]]:
    """Texts that the modules of DRAWN_IN translate, by context, each as function/text."""
    found: dict[str, set[str]] = {}
    for pattern, functions in DRAWN_IN.items():
        files = list(ROOT.glob(pattern))
        assert files, f"{pattern} is no module any more: correct DRAWN_IN"
        for path in files:
            for function, context, text in _translated(path):
                if not functions or function in functions:
                    found.setdefault(context, set()).add(f"{function}/{text}")
    return found


def _translated(path: Path) -> Iterator[tuple[str, str, str]]:
    for function in ast.walk(_parsed(path)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id == "translate":
                context, text = call.args
                assert isinstance(context, ast.Constant), f"{path.name}: a text that is not plain"
                assert isinstance(text, ast.Constant), f"{path.name}: a text that is not plain"
                yield function.name, str(context.value), str(text.value)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def printed() -> set[str]:
    """Fields of the wording; a set of words that tell of a state counts word by word."""
    wording = load_minutes_wording(resource_path("forms", "minutes-v1.json"))
    keys = set()
    for field in MinutesWording.model_fields:
        value = getattr(wording, field)
        is_split = isinstance(value, dict) and field not in printed_words.NOT_OF_A_STATE
        keys |= {f"{field}.{member}" for member in value} if is_split else {field}
    return keys


def evidence() -> dict[str, tuple[str, Evidence]]:
    """All entries by their place; with each the name of its member, or its text."""
    found: dict[str, tuple[str, Evidence]] = {}
    for name, words in SHOWN.items():
        for member, one in words.items():
            assert isinstance(member, StrEnum)
            found[f"{name}/{member}"] = (f"{type(member).__name__}.{member.name}", one)
    for name, words in DRAWN.items():
        found |= {f"{name}/{text}": (text, one) for text, one in words.items()}
    found |= {f"printed/{key}": (key, one) for key, one in printed_words.PRINTED.items()}
    return found


UNSAID = sorted(
    f"{type(member).__name__}.{member.name}"
    for words in SHOWN.values()
    for member, one in words.items()
    if isinstance(one, Unsaid) and isinstance(member, StrEnum)
)


def test_every_table_of_words_is_of_states_or_says_why_not() -> None:
    assert set(tables()) == set(SHOWN) | set(NOT_OF_A_STATE)
    assert not set(SHOWN) & set(NOT_OF_A_STATE)


@pytest.mark.parametrize("name", SHOWN)
def test_every_word_of_a_table_has_its_fact(name: str) -> None:
    said = {member for member, text in tables()[name].items() if text}
    assert said == set(SHOWN[name])


def test_every_context_that_is_drawn_is_known() -> None:
    assert set(drawn_texts()) == set(DRAWN)


@pytest.mark.parametrize("context", DRAWN)
def test_every_text_that_is_drawn_has_its_fact(context: str) -> None:
    known = set(DRAWN[context])
    found = drawn_texts().get(context, set())
    used = {one if one in known else one.split("/", maxsplit=1)[1] for one in found}
    assert sorted(used - known) == [], "name the fact of these"
    assert sorted(known - used) == [], "these are drawn no more"


def test_every_text_of_the_printed_minutes_has_its_fact() -> None:
    assert printed() == set(printed_words.PRINTED) | printed_words.NOT_OF_A_STATE


@every_row("place", sorted(evidence()))
def test_what_is_said_to_produce_a_word_is_there(place: str) -> None:
    name, one = evidence()[place]
    if isinstance(one, InTest):
        file, _, function = one.test.partition("::")
        path = ROOT / "tests" / file
        source = _function(path, function)
        assert (one.by or name) in source, f"{one.test} does not produce {name}"
        assert one.fact


@pytest.mark.parametrize("name", UNSAID)
def test_no_module_makes_a_word_without_a_fact(name: str) -> None:
    """What draws it may name it, and a rehearsal, which looks for it.

    A module that makes it gives the word a fact: say which.
    """
    makers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "desktop").rglob("*.py")
        if not path.relative_to(ROOT / "desktop").as_posix().startswith(("ui/", "app/rehearsal/"))
        and name in path.read_text("utf-8")
    ]
    assert makers == []


def test_what_is_known_to_be_false_is_an_entry_of_the_run() -> None:
    entries = evidence()
    for place, why in KNOWN_FALSE.items():
        assert isinstance(entries[place][1], InRun)
        assert why


def _function(path: Path, name: str) -> str:
    """Its source with what stands before it; fails when there is none."""
    text = path.read_text("utf-8")
    (found,) = (
        one for one in _parsed(path).body if isinstance(one, ast.FunctionDef) and one.name == name
    )
    first = min([found.lineno, *(one.lineno for one in found.decorator_list)])
    return "\n".join(text.splitlines()[first - 1 : found.end_lineno])
