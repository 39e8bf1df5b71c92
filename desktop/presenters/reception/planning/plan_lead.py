"""Who leads a session, of what is typed and of who led it before. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import Participant, ParticipantRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who leads it, and where, as it stands in the fields of the form; "" for nothing."""

    chair: str
    chair_title: str
    secretary: str
    central: SiteId


def leading_people(
    typed: Lead, begun: Lead, people: Iterable[Participant], *, agency: str
) -> tuple[Participant, ...]:
    """Chair and secretary, then others of their parts, who are in no field and stay.

    begun: what stood there when the plan was begun; a field that says the same changes nobody.
    people: everybody who is invited so far. agency: of somebody who is new.
    """
    if not typed.central:
        return ()
    moved = tuple(_moved(one, begun.central, typed.central) for one in people)
    new = Participant(
        full_name="",
        label="",
        title="",
        agency=agency,
        role=ParticipantRole.SECRETARY,
        site_id=typed.central,
    )
    title = typed.chair_title if typed.chair_title != begun.chair_title else ""
    chair = replace(new, role=ParticipantRole.CHAIR, title=typed.chair_title)
    return (
        *_of_part(moved, (typed.chair, begun.chair), new=chair, title=title),
        *_of_part(moved, (typed.secretary, begun.secretary), new=new, title=""),
    )


def _of_part(
    people: Iterable[Participant], names: tuple[str, str], *, new: Participant, title: str
) -> tuple[Participant, ...]:
    """names: what is typed, and what stood there. title: another one, "" keeps it."""
    name, former_name = names
    former = [one for one in people if one.role is new.role]
    if not name:
        return ()
    named = next((one for one in former if one.label == former_name), next(iter(former), None))
    others = [one for one in former if one is not named]
    if name != former_name:
        same = next((one for one in former if name in (one.label, one.full_name)), None)
        others = [one for one in others if one is not same]
        named = same
    if named is None:
        return (replace(new, full_name=name, label=name), *others)
    return (replace(named, title=title or named.title, site_id=new.site_id), *others)


def _moved(person: Participant, origin: SiteId, target: SiteId) -> Participant:
    """Who sat at the central site sits at the new one."""
    return replace(person, site_id=target) if person.site_id == origin else person
