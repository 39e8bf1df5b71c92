"""How each role is filled: its list, what is offered for it, and a word on both."""

from desktop.domain.device import Device, DeviceRole, RankedDevice
from desktop.presenters.devices_state import DeviceMark, DeviceRow, RoleField, RoleNote
from desktop.presenters.services import Services


def role_field(services: Services, role: DeviceRole, *, is_open: bool) -> RoleField:
    """is_open: the engine has said what it uses since the screen was shown."""
    ranked, offered = services.devices.ranked(role), services.devices.offered(role)
    if role is DeviceRole.DOCUMENT_CAMERA:
        note, used = _note_of_papers(ranked, offered), None
    else:
        used = services.media.device_in_use(role) if is_open else None
        note = _note(ranked, offered, used) if is_open else RoleNote.OPENING
    last = len(ranked)
    return RoleField(
        role=role,
        note=note,
        rows=tuple(
            DeviceRow(
                id=one.id,
                name=one.name,
                place=place,
                mark=_mark(role, one, used),
                can_rise=place > 1,
                can_sink=place < last,
            )
            for place, one in enumerate(ranked, 1)
        ),
        offered=tuple(
            DeviceRow(id=one.id, name=one.name, place=0, mark=_mark_offered(one, used))
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


def _mark(role: DeviceRole, one: RankedDevice, used: Device | None) -> DeviceMark:
    if not one.is_present:
        return DeviceMark.AWAY
    return DeviceMark.READY if role is DeviceRole.DOCUMENT_CAMERA else _mark_offered(one, used)


def _mark_offered(one: RankedDevice, used: Device | None) -> DeviceMark:
    return DeviceMark.IN_USE if used is not None and used.id == one.id else DeviceMark.NONE
