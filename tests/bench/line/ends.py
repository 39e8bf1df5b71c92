"""The two ends of a call under the bench: a desk's engine, or a browser; one face for both."""

import base64
import itertools
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any, Protocol

import numpy as np
import psutil
from numpy.typing import NDArray

from tests.bench.line.seen import Seen
from tests.bench.line.web_files import WebFiles
from tests.fakes.fake_media_browser import Browser

START_LIMIT_S = 30.0
END_LIMIT_S = 20.0
DESK_ENGINES = ("libwebrtc", "aiortc")
CHROMIUM = "chromium"

logger = logging.getLogger(__name__)

TellPayload = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPlan:
    """Who an end is. Numbers are media numbers: the larger one offers.

    keeps_size: a browser lowers the pace on a slow line and never the size; a desk decides itself.
    start_rung: what a desk knows of its line from the call before. records: a desk's engine
    records from its first picture on; a browser never does.
    """

    name: str
    engine: str
    own_number: int
    peer_number: int
    sends_pictures: bool
    keeps_size: bool
    start_rung: str
    records: bool
    tell: TellPayload


class End(Protocol):
    """Thread: any."""

    stats: list[dict[str, Any]]
    """One entry a second, in the words of PeerStats, as far as the end knows them."""
    recorded_s: float
    """Seconds of the session that are on its disk, once it has finished."""

    def start(self) -> None:
        """Up to open devices."""
        ...

    def meet(self) -> None:
        """The other end is there."""
        ...

    def deliver(self, payload: str) -> None:
        """A signal of the other end."""
        ...

    def cpu_s(self) -> float:
        """Seconds of processor time so far, children included."""
        ...

    def finish(self, path: Path) -> Seen:
        """Leave the call and tell everything; path: a file that may be written."""
        ...

    def stop(self) -> None:
        """End every process. Idempotent."""
        ...


def make_end(plan: EndPlan) -> End:
    """An end of this engine, not started."""
    return BrowserEnd(plan) if plan.engine == CHROMIUM else DeskEnd(plan)


class DeskEnd:
    """Implements `End` with a process of the product's engine."""

    def __init__(self, plan: EndPlan) -> None:
        self.stats: list[dict[str, Any]] = []
        self.recorded_s = 0.0
        self._plan = plan
        self._process: subprocess.Popen[str] | None = None
        self._is_ready = threading.Event()
        self._has_ended = threading.Event()
        self._lock = threading.Lock()

    def start(self) -> None:
        """See `End`."""
        plan = self._plan
        command = [sys.executable, "-m", "tests.bench.line.desk_end", "--site", plan.name]
        command += ["--engine", plan.engine, "--log-level", str(logging.getLogger().level)]
        command += ["--sends-pictures"] if plan.sends_pictures else []
        command += ["--start-rung", plan.start_rung]
        command += ["--record"] if plan.records else []
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        threading.Thread(target=self._listen, name=f"{plan.name} said", daemon=True).start()
        if not self._is_ready.wait(START_LIMIT_S):
            raise TimeoutError(plan.name)

    def meet(self) -> None:
        """See `End`."""
        plan = self._plan
        self._tell(
            {"do": "meet", "own": plan.own_number, "peer": "peer", "number": plan.peer_number}
        )

    def deliver(self, payload: str) -> None:
        """See `End`."""
        self._tell({"do": "signal", "payload": payload})

    def cpu_s(self) -> float:
        """See `End`."""
        return 0.0 if self._process is None else tree_cpu_s(self._process.pid)

    def finish(self, path: Path) -> Seen:
        """See `End`."""
        self._tell({"do": "end", "path": str(path)})
        if not self._has_ended.wait(END_LIMIT_S):
            raise TimeoutError(self._plan.name)
        with np.load(path) as found:
            return Seen(**{name: found[name] for name in found})

    def stop(self) -> None:
        """See `End`."""
        if self._process is None:
            return
        try:
            self._process.wait(END_LIMIT_S if self._has_ended.is_set() else 0.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(END_LIMIT_S)

    def _tell(self, wish: dict[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with self._lock:
            try:
                self._process.stdin.write(json.dumps(wish) + "\n")
                self._process.stdin.flush()
            except BrokenPipeError:
                # The other end still talks for a moment after this one was asked to end.
                if not self._has_ended.is_set():
                    raise

    def _listen(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            fact = json.loads(line)
            match fact.pop("said"):
                case "ready":
                    self._is_ready.set()
                case "signal":
                    self._plan.tell(fact["payload"])
                case "stats":
                    self.stats.append(fact)
                case "ended":
                    self.recorded_s = fact["recorded_s"]
                    self._has_ended.set()
                case _:
                    logger.info("%s: %s", self._plan.name, fact)


class BrowserEnd:
    """Implements `End` with a page in Chromium; speaks the engines' signals for it.

    One thread talks to the browser, because its wire answers one question at a time.
    """

    def __init__(self, plan: EndPlan) -> None:
        self.stats: list[dict[str, Any]] = []
        self.recorded_s = 0.0
        self._plan = plan
        self._files = WebFiles(name=plan.name, has_pictures=plan.sends_pictures)
        self._browser: Browser | None = None
        self._signals: Queue[dict[str, Any] | None] = Queue()
        self._connection_numbers = itertools.count(1)
        self._connection_id = ""
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name=f"{plan.name} page", daemon=True)

    def start(self) -> None:
        """See `End`."""
        address = self._files.start()
        browser = Browser(f"{address}/page.html")
        browser.__enter__()
        self._browser = browser
        options = {
            "sends_pictures": self._plan.sends_pictures,
            "keeps_size": self._plan.keeps_size,
            "offset_ms": browser.clock_offset_ms(),
        }
        browser.call("prepare", options)
        self._thread.start()

    def meet(self) -> None:
        """See `End`."""
        if self._plan.own_number > self._plan.peer_number:
            self._signals.put({"kind": "restart"})

    def deliver(self, payload: str) -> None:
        """See `End`."""
        self._signals.put(json.loads(payload))

    def cpu_s(self) -> float:
        """See `End`."""
        return 0.0 if self._browser is None else tree_cpu_s(self._browser.pid)

    def finish(self, path: Path) -> Seen:
        """See `End`."""
        self._signals.put(None)
        self._thread.join(END_LIMIT_S)
        assert self._browser is not None
        found = self._browser.call("collect")
        self.stats.extend(found["stats"])
        if "error" in found:
            logger.error("%s: %s", self._plan.name, found["error"])
        return Seen(
            pictures=np.array(found["pictures"], np.float64).reshape(-1, 4),
            heard=_decoded(found["heard"]),
            heard_at_s=np.array(found["heard_at_s"], np.float64),
            sent=self._files.voice_loop(len(found["sent_at_s"])),
            sent_at_s=np.array(found["sent_at_s"], np.float64),
        )

    def stop(self) -> None:
        """See `End`."""
        browser, self._browser = self._browser, None
        if browser is not None:
            browser.__exit__()
        self._files.stop()

    def _work(self) -> None:
        while True:
            signal = self._signals.get()
            if signal is None:
                return
            try:
                self._obey(signal)
            except Exception:
                logger.exception("%s: signal failed", self._plan.name)

    def _obey(self, signal: dict[str, Any]) -> None:
        assert self._browser is not None
        match signal["kind"]:
            case "restart":
                self._connection_id = f"browser-{next(self._connection_numbers)}"
                self._say("offer", self._connection_id, self._browser.call("offer"))
            case "offer":
                answer = self._browser.call("answer", signal["sdp"])
                self._say("answer", signal["connection_id"], answer, signal.get("attempt", 1))
            case "answer" if signal["connection_id"] == self._connection_id:
                self._browser.call("takeAnswer", signal["sdp"])
            case _:
                pass

    def _say(self, kind: str, connection_id: str, sdp: str, attempt: int = 1) -> None:
        signal = {
            "format": 1,
            "kind": kind,
            "connection_id": connection_id,
            "from": self._plan.own_number,
            "to": self._plan.peer_number,
            "sdp": sdp,
            "attempt": attempt,
        }
        self._plan.tell(json.dumps(signal))


def tree_cpu_s(pid: int) -> float:
    """Processor seconds of a process and its living descendants."""
    total = 0.0
    try:
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            try:
                total += sum(process.cpu_times()[:2])
            except psutil.Error:
                continue
    except psutil.Error:
        return total
    return total


def _decoded(text: str) -> NDArray[np.int16]:
    return np.frombuffer(base64.b64decode(text), "<i2").astype(np.int16)
