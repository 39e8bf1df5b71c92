"""`city-create-unit`, `city-enrol-room`, `city-create-user`, `city-remove-user`: who takes part."""

import argparse
from dataclasses import asdict

from pydantic import ValidationError

from desktop.app.city.command import CommandResult, opened_city, refuse, tell
from desktop.app.city.secret_prompt import read_pin
from desktop.app.units import load_units
from desktop.cityserver.admin import city, leaving
from desktop.cityserver.secrets.pins import Pins
from desktop.contract.records.directory import SiteBody
from desktop.domain.access.person import Role
from desktop.domain.clock import SystemClock
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.ids import SiteId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.files.resources import resource_path

CITY_CODE = "31"
MAX_NAME_CHARS = 250


def create_unit(arguments: argparse.Namespace) -> int:
    """`reception-room city-create-unit`."""
    return tell(arguments, _create_unit)


def enrol_room(arguments: argparse.Namespace) -> int:
    """`reception-room city-enrol-room`."""
    return tell(arguments, _enrol_room)


def create_user(arguments: argparse.Namespace) -> int:
    """`reception-room city-create-user`."""
    return tell(arguments, _create_user)


def remove_user(arguments: argparse.Namespace) -> int:
    """`reception-room city-remove-user`."""
    return tell(arguments, _remove_user)


def _create_unit(arguments: argparse.Namespace) -> CommandResult:
    body = _unit_body(arguments)
    site_id = SiteId(arguments.site or f"{CITY_CODE}-{arguments.code}")
    with opened_city(arguments) as database:
        if city.has_site(database, site_id) and not arguments.replace:
            refuse(
                "unit_exists",
                f"Đã có đơn vị này, dùng --replace để ghi đè. "
                f"· This unit is there already, --replace writes over it: {site_id}",
            )
        city.create_site(database, body, site_id=site_id)
    return CommandResult(
        lines=(
            f"Đã lưu đơn vị · Unit saved: {site_id}",
            f"  {body.name} ({body.kind}, {body.unit_code})",
        ),
        facts={"site_id": site_id, **body.model_dump(mode="json")},
    )


def _unit_body(arguments: argparse.Namespace) -> SiteBody:
    known = _known_unit(arguments.code)
    name = arguments.name or (known.full_name if known else "")
    kind = arguments.kind or (known.kind.value if known else "")
    if not name.strip() or not kind:
        refuse(
            "unknown_code",
            "Mã này không có trong danh mục 114 đơn vị: cần --name và --kind. "
            f"· Not a code of the official list, --name and --kind are needed: {arguments.code}",
        )
    short_name = arguments.short_name or (_capital(known.spoken_name) if known else name)
    try:
        return SiteBody(
            name=name.strip(),
            short_name=short_name.strip(),
            kind=kind,
            unit_code=arguments.code,
            address=arguments.address,
            fallback_phone=arguments.phone,
        )
    except ValidationError as error:
        fields = ", ".join(sorted({str(fault["loc"][0]) for fault in error.errors()}))
        refuse("bad_field", f"Quá dài hoặc sai. · Too long or wrong: {fields}")


def _known_unit(code: str) -> DirectoryUnit | None:
    units = load_units(resource_path("units", "haiphong_units.csv"))
    return next((unit for unit in units if unit.code == code), None)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _enrol_room(arguments: argparse.Namespace) -> CommandResult:
    site_id = SiteId(arguments.site)
    clock = SystemClock()
    with opened_city(arguments) as database:
        _check_site(database, site_id)
        code = city.issue_enrol_code(database, site_id, clock=clock)
    until = (clock.now() + city.ENROL_CODE_LIFE).astimezone(LOCAL_ZONE)
    return CommandResult(
        lines=(
            f"Mã cho một máy, dùng một lần · Code for one PC, once: {until:%d/%m/%Y %H:%M}",
            f'site_id = "{site_id}"',
            f'enrol_code = "{code}"',
        ),
        facts={"site_id": site_id, "enrol_code": code, "until": until.isoformat()},
    )


def _create_user(arguments: argparse.Namespace) -> CommandResult:
    name = arguments.name.strip()
    if not 0 < len(name) <= MAX_NAME_CHARS or not name.isprintable():
        refuse("bad_field", "Tên sai. · Empty, too long or wrong: name")
    user_id = UserId(arguments.user)
    site_ids = tuple(SiteId(site) for site in dict.fromkeys(arguments.site))
    with opened_city(arguments) as database:
        for site_id in site_ids:
            _check_site(database, site_id)
        if city.has_user(database, user_id) and not arguments.replace:
            refuse(
                "user_exists",
                f"Đã có người dùng này, dùng --replace để ghi đè. "
                f"· This person is there already, --replace writes over: {user_id}",
            )
        user = city.NewUser(
            user_id=user_id,
            display_name=name,
            role=Role(arguments.role),
            pin=read_pin(arguments.pin_file),
            site_ids=site_ids,
            stays_signed_in=arguments.keep_signed_in,
        )
        city.create_user(database, user, pins=Pins(cost=arguments.kdf_cost))
    return CommandResult(
        lines=(f"Đã lưu người dùng · Person saved: {user_id} ({arguments.role})",),
        facts={"user_id": user_id, "role": arguments.role, "site_ids": list(site_ids)},
    )


def _remove_user(arguments: argparse.Namespace) -> CommandResult:
    user_id = UserId(arguments.user)
    with opened_city(arguments) as database:
        left = leaving.remove_user(database, user_id)
    if left is None:
        refuse("no_user", f"Không có người này. · No such person: {user_id}")
    return CommandResult(
        lines=(
            f"Đã thu hồi mọi quyền vào · Every way in is taken: {user_id}",
            f"  đơn vị · units: {', '.join(left.site_ids) or '–'}",
            f"  vụ tố cáo · denunciations: {', '.join(left.case_ids) or '–'}",
            f"  phiên đăng nhập · sign-ins ended: {left.sign_ins}",
        ),
        facts={"user_id": user_id, **asdict(left)},
    )


def _check_site(database: city.City, site_id: SiteId) -> None:
    if not city.has_site(database, site_id):
        refuse(
            "no_unit",
            f"Chưa có đơn vị này, hãy tạo bằng city-create-unit. "
            f"· No such unit, city-create-unit makes it: {site_id}",
        )
