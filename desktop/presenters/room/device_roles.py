"""How each device role is filled: its ranked list, what else is offered, and its state."""

from desktop.domain.devices.device import ELSEWHERE_ROLES, Device, DeviceRole, RankedDevice
from desktop.presenters.room.devices_state import DeviceMark, DeviceRow, RoleField, RoleNote
from desktop.presenters.services.services import Services

LOOKED_AT = frozenset({DeviceRole.DOCUMENT_CAMERA, *ELSEWHERE_ROLES})
"""Roles whose device this screen does not open: it says whether one is plugged in."""


def role_field(services: Services, role: DeviceRole, *, is_open: bool) -> RoleField:
    """is_open: the engine has said what it uses since the screen was shown."""
    ranked, offered = services.devices.ranked(role), services.devices.offered(role)
    in_use = services.media.device_in_use
    used, citizens = None, None
    if role in LOOKED_AT:
        note = _note_of_papers(ranked, offered)
        has_card = bool(services.devices.ranked(DeviceRole.CAPTURE_CARD))
        if role is DeviceRole.LINE_INPUT and not ranked and has_card:
            note = RoleNote.NO_SOUND
    elif not is_open:
        note = RoleNote.OPENING
    elif role is DeviceRole.OFFICER_MICROPHONE:
        used, citizens = in_use(role), in_use(DeviceRole.MICROPHONE)
        note = _note_of_second(ranked, offered, used, citizens)
    else:
        used = in_use(role)
        note = _note(ranked, offered, used)
    last = len(ranked)
    return RoleField(
        role=role,
        note=note,
        rows=tuple(
            DeviceRow(
                id=one.id,
                name=one.name,
                place=place,
                mark=_mark(role, one, used, citizens),
                can_rise=place > 1,
                can_sink=place < last,
            )
            for place, one in enumerate(ranked, 1)
        ),
        offered=tuple(
            DeviceRow(id=one.id, name=one.name, place=0, mark=_mark_open(one, used, citizens))
            for one in offered
        ),
    )


def _note(
    ranked: tuple[RankedDevice, ...], offered: tuple[RankedDevice, ...], used: Device | None
) -> RoleNote:
    if used is None:
        return _note_of_nothing(ranked, offered)
    places = [one.id for one in ranked]
    if used.id in places:
        return RoleNote.SECOND_CHOICE if places.index(used.id) else RoleNote.GOOD
    return RoleNote.STAND_IN if ranked else RoleNote.FIRST_FOUND


def _note_of_nothing(
    ranked: tuple[RankedDevice, ...], offered: tuple[RankedDevice, ...]
) -> RoleNote:
    if any(one.is_present for one in ranked):
        return RoleNote.REFUSED
    if ranked:
        return RoleNote.ALL_AWAY
    return RoleNote.REFUSED if offered else RoleNote.NOTHING


def _note_of_papers(
    ranked: tuple[RankedDevice, ...], offered: tuple[RankedDevice, ...]
) -> RoleNote:
    if not ranked:
        return RoleNote.NOT_CHOSEN if offered else RoleNote.NOTHING
    if ranked[0].is_present:
        return RoleNote.GOOD
    return RoleNote.SECOND_CHOICE if any(one.is_present for one in ranked) else RoleNote.ALL_AWAY


def _note_of_second(
    ranked: tuple[RankedDevice, ...],
    offered: tuple[RankedDevice, ...],
    used: Device | None,
    citizens: Device | None,
) -> RoleNote:
    """A room without an officer's microphone lacks nothing."""
    if not ranked:
        return RoleNote.NOT_CHOSEN if offered else RoleNote.NOTHING
    note = _note(ranked, offered, used)
    is_shared = citizens is not None and any(one.id == citizens.id for one in ranked)
    return RoleNote.SHARED if note is RoleNote.REFUSED and is_shared else note


def _mark(
    role: DeviceRole, one: RankedDevice, used: Device | None, citizens: Device | None
) -> DeviceMark:
    if not one.is_present:
        return DeviceMark.AWAY
    if role in LOOKED_AT:
        return DeviceMark.READY
    return _mark_open(one, used, citizens)


def _mark_open(one: RankedDevice, used: Device | None, citizens: Device | None) -> DeviceMark:
    if citizens is not None and citizens.id == one.id:
        return DeviceMark.CITIZENS
    return DeviceMark.IN_USE if used is not None and used.id == one.id else DeviceMark.NONE
