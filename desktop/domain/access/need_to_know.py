"""Need to know: a denunciation is read, and written into, by the persons on its list alone.

The city decides by it, and the desk shows and sends by it.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from desktop.domain.access.person import Officer
from desktop.domain.ids import CaseId


def needs_to_know(denunciations: Iterable[str], listed: AbstractSet[str] | None) -> bool:
    """Whether a person may read, and write into, what tells of these denunciations.

    listed: those on whose list the person is; None while the city has not said, then the role
    alone decides.
    """
    return listed is None or all(one in listed for one in denunciations)


def listed_cases(officer: Officer, told: Iterable[Officer]) -> frozenset[CaseId] | None:
    """Those on whose list the officer is, as the city said last; None: it has not said.

    told: the sign-in list of the room, which is newer than the sign-in of who stands on it.
    """
    people = (one for one in told if one.id == officer.id)
    return next((one.denunciations for one in people), officer.denunciations)
