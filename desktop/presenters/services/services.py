"""What presenters ask of the desk: one Protocol per subject, implemented by packages below.

Every method returns at once and may be called on the main thread: what takes time happens on a
service's own thread, and its outcome arrives as an event of `desktop/domain/events.py`
(failures as `ActionFailed` with the method's name). `app/wiring/desk.py` joins services and
presenters; `tests/fakes/` has a fake of each, checked by the same contract tests.
"""

from dataclasses import dataclass

from desktop.presenters.services.access import AccessService
from desktop.presenters.services.calls import RingsService
from desktop.presenters.services.casework import (
    CasesService,
    ConclusionsService,
    DossierService,
    IntakeService,
    RegisterService,
    RequestsService,
)
from desktop.presenters.services.conduct import ChannelService
from desktop.presenters.services.desk import DeskMemory, SettingsService, SyncService
from desktop.presenters.services.media import DeviceChoiceService, EchoService, MediaService
from desktop.presenters.services.papers import PapersService
from desktop.presenters.services.printing import PrintingService
from desktop.presenters.services.reception import CalendarService, PlanningService, ScheduleService
from desktop.presenters.services.record import (
    AmendmentsService,
    ArchivesService,
    IncidentsService,
    MinutesService,
    SearchService,
    ViewsService,
    VoiceService,
)
from desktop.presenters.services.recording import RecordingsService
from desktop.presenters.services.reports import AgenciesService, PhotosService, UnitReportsService
from desktop.presenters.services.roll_call import (
    DigitalSigningService,
    RollService,
    SigningService,
)
from desktop.presenters.services.room import RoomCheckService


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything presenters may ask; built once by `app/wiring/desk.py`."""

    access: AccessService
    schedule: ScheduleService
    minutes: MinutesService
    voice: VoiceService
    papers: PapersService
    printing: PrintingService
    digital_signing: DigitalSigningService
    photos: PhotosService
    channel: ChannelService
    roll: RollService
    signing: SigningService
    rings: RingsService
    media: MediaService
    devices: DeviceChoiceService
    echo: EchoService
    room_check: RoomCheckService
    reports: UnitReportsService
    agencies: AgenciesService
    calendar: CalendarService
    planning: PlanningService
    requests: RequestsService
    dossier: DossierService
    intakes: IntakeService
    register: RegisterService
    conclusions: ConclusionsService
    cases: CasesService
    search: SearchService
    settings: SettingsService
    views: ViewsService
    incidents: IncidentsService
    amendments: AmendmentsService
    archives: ArchivesService
    recordings: RecordingsService
    sync: SyncService
    memory: DeskMemory
