"""One condition alone, on the product's own engine.

    python -m tests.bench.line --engine aiortc --peer chromium \
        --line "rate=350,loss=3,delay=60,jitter=20" --steps "10:rate=200;20:rate=0" --json

--engine sends the test person (720p30, with a sensor's noise) and the test voice, --peer receives
them; each is a process of its own. Figures are of what came out of the decoder at the far end:
send_cpu, recv_cpu: cores. others_cpu: what else ran; disturbs from about .3 on. freeze_ratio: share
of the time in gaps above 183 ms. latency: from drawing to decoding. join_ms: from "go" to the
first picture. kbps_curve: what arrived in each second, headers included. audio_pesq: wide-band,
only with the package pesq (requirements-pesq.txt). audio_gap_ms_p99: 10 is perfect.
av_offset_ms: of the picture on the tile against the voice, above 0 the picture is later;
av_apart_ms_p95: how far apart they are at worst. With --steps the figures stand for each step too,
from its first moment.
"""

import argparse
import json
import logging
import signal
import sys

from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.media.call import Rung
from tests.bench.line.condition import LineCondition, parse_line, parse_steps
from tests.bench.line.emulator import Side
from tests.bench.line.ends import CHROMIUM, DESK_ENGINES
from tests.bench.line.run import CallPlan, LineCall, figures_of

WARM_S = 5.0


def main() -> int:
    plan, options = _plan_of(sys.argv[1:])
    level = logging.INFO if options.verbose else logging.ERROR
    logging.basicConfig(level=level, stream=sys.stderr)
    # Asked to end: through the ends' own ends, or a browser would be left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ExitCode.TERMINATED))
    call = LineCall(plan)
    observation = call.observe()
    figures = {
        "engine": plan.engine,
        "peer": plan.peer,
        "line": options.line,
        "seed": plan.seed,
        **figures_of(plan, observation),
    }
    if options.history:
        figures["history"] = {side.name.lower(): one for side, one in observation.stats.items()}
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:20} {value}")
    return 0


def _plan_of(arguments: list[str]) -> tuple[CallPlan, argparse.Namespace]:
    words = ", ".join(LineCondition.__dataclass_fields__)
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.line",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    engines = (*DESK_ENGINES, CHROMIUM)
    parser.add_argument("--engine", choices=engines, default="aiortc", help="who sends")
    parser.add_argument("--peer", choices=engines, help="who receives; the same when not said")
    parser.add_argument("--line", default="", help=f"any of {words}; 'up.' or 'down.' before it")
    parser.add_argument("--steps", default="", help='changes, "second:words;second:words"')
    parser.add_argument("--seconds", type=float, default=30.0, help="length of the call")
    parser.add_argument("--warm", type=float, help=f"seconds that do not count; {WARM_S:.0f}")
    parser.add_argument("--seed", type=int, default=1, help="of loss, jitter and order")
    parser.add_argument(
        "--keep-size", action="store_true", help="a browser that sends keeps 720p on a slow line"
    )
    parser.add_argument(
        "--both-ways",
        action="store_true",
        help="the receiver sends pictures too: what sends none does not know how long the line is",
    )
    parser.add_argument(
        "--start-rung",
        choices=[rung.value for rung in Rung],
        default=Rung.P720.value,
        help="what a desk knows of its line from the call before",
    )
    parser.add_argument(
        "--record",
        nargs="*",
        choices=[side.name.lower() for side in Side],
        default=[],
        help="at which ends a desk records",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--history", action="store_true", help="with both ends' own statistics")
    parser.add_argument("--verbose", action="store_true", help="with the ends' logs")
    options = parser.parse_args(arguments)
    try:
        steps = parse_steps(options.steps, parse_line(options.line))
    except ValueError as error:
        parser.error(f"not understood: {error}")
    warm_s = min(WARM_S, options.seconds / 3) if options.warm is None else options.warm
    if not 0 <= warm_s < options.seconds or steps[-1].at_s >= options.seconds:
        parser.error("the call is too short")
    plan = CallPlan(
        engine=options.engine,
        peer=options.peer or options.engine,
        steps=steps,
        seconds=options.seconds,
        warm_s=warm_s,
        seed=options.seed,
        keeps_size=options.keep_size,
        start_rung=options.start_rung,
        goes_both_ways=options.both_ways,
        records=frozenset(Side[name.upper()] for name in options.record),
    )
    return plan, options


if __name__ == "__main__":
    raise SystemExit(main())
