"""The city's list of focal points: what was sent, and by whom nothing was (circular part 1b)."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.directory.agency import Agency, in_directory_order, is_same_body
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.reports.focal_point import FocalPoint, newest_of_units


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentUnit:
    """A body that owes its list and has sent none."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalGroup:
    """A part of the list. points: the newest of each body; due: bodies that owe one."""

    points: tuple[FocalPoint, ...] = ()
    absent: tuple[AbsentUnit, ...] = ()
    due: int = 0

    @property
    def sent(self) -> int:
        """Of those that owe a list, how many sent it."""
        return self.due - len(self.absent)


@dataclass(frozen=True, slots=True, kw_only=True)
class CityList:
    """communes: of the official list of units. agencies: sở, ban, ngành and whoever else sent."""

    communes: FocalGroup
    agencies: FocalGroup


def city_list(
    points: Iterable[FocalPoint], units: Iterable[DirectoryUnit], agencies: Iterable[Agency]
) -> CityList:
    """The newest list of every body, and who of the directories has sent none. Pure."""
    official = tuple(units)
    codes = {unit.code for unit in official}
    newest = newest_of_units(points)
    of_communes = tuple(one for one in newest if one.unit.code in codes)
    of_agencies = tuple(one for one in newest if one.unit.code not in codes)
    sent = {one.unit.code for one in of_communes}
    due = [agency for agency in in_directory_order(agencies) if agency.owes_focal_points]
    return CityList(
        communes=FocalGroup(
            points=of_communes,
            absent=tuple(
                AbsentUnit(code=unit.code, name=unit.full_name)
                for unit in official
                if unit.code not in sent
            ),
            due=len(official),
        ),
        agencies=FocalGroup(
            points=of_agencies,
            absent=tuple(
                AbsentUnit(code=agency.code, name=agency.name)
                for agency in due
                if not any(
                    is_same_body(agency, code=one.unit.code, name=one.unit.name)
                    for one in of_agencies
                )
            ),
            due=len(due),
        ),
    )
