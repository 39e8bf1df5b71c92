"""Every policy of the templates is read by the program, and every setting has its policy."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest

from desktop.settings.load import choose_settings
from desktop.settings.model import KEYS
from desktop.settings.sealing import new_private_key, public_key_of
from desktop.settings.sources import POLICY_KEY, Source, read_windows_policy
from installers.build_policies import LANGUAGES, NOT_FOR_POLICY, OUT, templates
from tests.fakes.fake_winreg import FakeWinreg

pytestmark = pytest.mark.unit

SCHEMA: Final = Path(__file__).with_name("policy_definitions.xsd")
SPACE: Final = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
# What a person might type into the text of a policy.
TYPED: Final = {
    "ServerUrl": "https://tiepdan.example.gov.vn",
    "SiteId": "31-11629",
    "Proxy": "http://proxy.example:3128",
    "CaFile": str(Path("/city.pem").resolve()),
    "IcePortRange": "50000-50099",
    "CheckLimits": "disk_h=4/1, line_kbps=800/40",
    "DataFolder": str(Path("/records").resolve()),
    "CopiesFolder": str(Path("/copies").resolve()),
    "RecordingSecondFolder": str(Path("/second").resolve()),
    "EscrowKeys": "",  # filled by the fixture of two real keys
    "SignatureModule": str(Path("/tokens/pkcs11.dll").resolve()),
    "SignatureAuthorities": str(Path("/authorities.pem").resolve()),
    "Phrases": "Công dân trình bày: | Các bên thống nhất:",
    "PaperHours": "18:00-06:00",
    "SupportPhone": "0225 3 123 456",
}


@pytest.fixture(scope="module")
def two_keys() -> str:
    return ", ".join(public_key_of(new_private_key()) for _ in range(2))


def parsed(path: str) -> ET.Element:
    return ET.parse(OUT / path).getroot()  # noqa: S314 - our own file


def policies() -> list[ET.Element]:
    return list(parsed("ReceptionRoom.admx").iter(SPACE + "policy"))


def offered(policy: ET.Element, typed: dict[str, str]) -> Iterator[object]:
    """Every value that this policy can write, or for a text one that a person would type."""
    for tag in ("enabledValue", "disabledValue"):
        if (element := policy.find(f"{SPACE}{tag}/{SPACE}decimal")) is not None:
            yield int(element.attrib["value"])
    yield from (element.text for element in policy.iter(SPACE + "string"))
    for element in policy.iter(SPACE + "decimal"):
        for limit in ("minValue", "maxValue"):
            if limit in element.attrib:
                yield int(element.attrib[limit])
    for element in policy.iter(SPACE + "text"):
        text = typed[element.attrib["valueName"]]
        assert len(text) <= int(element.attrib["maxLength"])
        yield text


def value_name(policy: ET.Element) -> str:
    names = {
        element.attrib["valueName"] for element in policy.iter() if "valueName" in element.attrib
    }
    (name,) = names
    return name


def test_the_files_are_what_the_builder_writes() -> None:
    for path, text in templates().items():
        assert (OUT / path).read_text(encoding="utf-8") == text, path
    assert {path.relative_to(OUT).as_posix() for path in OUT.rglob("*.ad*")} == set(templates())


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy.attrib["name"])
def test_every_value_of_every_policy_is_read_by_the_program(
    policy: ET.Element, two_keys: str
) -> None:
    assert policy.attrib["key"] == POLICY_KEY
    assert policy.attrib["class"] == "Machine"
    values = list(offered(policy, {**TYPED, "EscrowKeys": two_keys}))
    assert values
    name = value_name(policy)
    key = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    for value in values:
        loaded = choose_settings([read_windows_policy(FakeWinreg({name: value}))])
        assert not loaded.problems, (name, value)
        assert loaded.origins[key].source is Source.POLICY


def schema_faults(text: str) -> list[str]:
    etree: Any = importlib.import_module("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    schema.validate(etree.fromstring(text.encode()))
    return [str(fault) for fault in schema.error_log]


@pytest.mark.parametrize("path", templates())
def test_templates_have_the_form_that_windows_reads(path: str) -> None:
    assert not schema_faults((OUT / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<parentCategory", "<parentCategories"),
        ('class="Machine"', 'class="Computer"'),
        ('key="Software', 'key="\\Software'),
        ("$(string.ServerUrl)", "Address"),
        ('maxLength="2048"', 'maxLength="long"'),
        ('<policy name="SiteId"', '<policy name="Site Id"'),
        ('id="SiteId"', 'id="ServerUrl"'),
        ('schemaVersion="1.0"', 'schemaVersion="one"'),
    ],
)
def test_a_template_of_another_form_is_noticed(good: str, bad: str) -> None:
    text = (OUT / "ReceptionRoom.admx").read_text(encoding="utf-8")
    assert good in text
    assert schema_faults(text.replace(good, bad))


def test_every_setting_has_a_policy_or_a_reason_for_none() -> None:
    names = {value_name(policy) for policy in policies()}
    keys = {re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower() for name in names}
    assert keys | set(NOT_FOR_POLICY) == set(KEYS)
    assert not keys & set(NOT_FOR_POLICY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_and_control_exists_in_both_languages(language: str) -> None:
    definitions = (OUT / "ReceptionRoom.admx").read_text(encoding="utf-8")
    words = parsed(f"{language}/ReceptionRoom.adml")
    strings = {one.attrib["id"]: one.text for one in words.iter(SPACE + "string")}
    assert set(re.findall(r"\$\(string\.(\w+)\)", definitions)) == set(strings)
    assert all(strings.values())
    shown = {one.attrib["id"] for one in words.iter(SPACE + "presentation")}
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", definitions)) == shown
    controls = {one.attrib["refId"] for one in words.iter() if "refId" in one.attrib}
    elements = {
        one.attrib["id"] for one in parsed("ReceptionRoom.admx").iter() if "id" in one.attrib
    }
    assert controls == elements


def test_references_inside_the_templates_lead_somewhere() -> None:
    root = parsed("ReceptionRoom.admx")
    categories = {one.attrib["name"] for one in root.iter(SPACE + "category")}
    supported = {one.attrib["name"] for one in root.iter(SPACE + "definition")}
    for policy in policies():
        assert policy.find(SPACE + "parentCategory").attrib["ref"] in categories  # type: ignore[union-attr]
        assert policy.find(SPACE + "supportedOn").attrib["ref"] in supported  # type: ignore[union-attr]
