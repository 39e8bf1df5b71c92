"""The words of a line."""

import pytest

from tests.bench.line.condition import Line, LineCondition, parse_line, parse_steps

pytestmark = pytest.mark.unit


def test_a_word_holds_in_both_directions_and_a_direction_in_its_own() -> None:
    line = parse_line("rate=350, loss=3,down.loss=0.5,up.delay=60")
    assert line == Line(
        up=LineCondition(rate=350, loss=3, delay=60), down=LineCondition(rate=350, loss=0.5)
    )


def test_steps_change_what_they_name_and_an_empty_one_changes_nothing() -> None:
    steps = parse_steps("10:rate=200;20:rate=0;28:", parse_line("delay=20"))
    assert [(one.at_s, one.line.up.rate, one.line.up.delay) for one in steps] == [
        (0, 0, 20),
        (10, 200, 20),
        (20, 0, 20),
        (28, 0, 20),
    ]


@pytest.mark.parametrize(
    "text", ["speed=3", "rate", "rate=-1", "rate=nan", "rate=inf", "left.rate=1", "rate=fast"]
)
def test_words_that_mean_nothing_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the word
        parse_line(text)


@pytest.mark.parametrize(
    "text", ["10", "0:rate=1", "10:rate=1;10:rate=2", "x:rate=1", "nan:loss=1"]
)
def test_steps_that_do_not_go_forward_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the step
        parse_steps(text, Line())
