"""How part I of the minutes names a site: by its place, and since when it was there. Pure."""

from desktop.domain.conduct.calls.agency_call import AgencyCall, Calls
from desktop.forms.layout.text import in_words
from desktop.forms.record.minutes_wording import MinutesWording


def site_line(name: str, calls: Calls, wording: MinutesWording, *, is_central: bool) -> str:
    """The line above its people. calls: of one that was called in while the session ran."""
    if is_central:
        return wording.central_site.format(site=name)
    if not calls:
        return wording.component_site.format(site=name)
    times = "; ".join(_time(one, wording) for one in calls)
    return wording.called_site.format(site=name, times=times)


def _time(call: AgencyCall, wording: MinutesWording) -> str:
    began = call.answered_at or call.rung_at
    said = wording.called_since if call.ended_at is None else wording.called_until
    return said.format(
        began=in_words(began, wording.time_format),
        ended="" if call.ended_at is None else in_words(call.ended_at, wording.time_format),
    )
