"""The parts of a desk that hold its records: schedule, papers, minutes, reports, search."""

from dataclasses import dataclass
from functools import partial

from desktop.app.printing.desk_printing import DeskPrinting
from desktop.app.printing.desk_signing import DeskSigning, SigningTools, read_authorities
from desktop.app.services.blob_fetcher import BlobFetcher
from desktop.app.services.dossier import DeskDossier
from desktop.app.services.exporter import Exporter
from desktop.app.services.forms import DeskForms, FormRecords
from desktop.app.services.minutes import DeskMinutes
from desktop.app.services.photo_files import PhotoFiles
from desktop.app.services.register import DeskRegister, RegisterPrinting
from desktop.app.services.unit_reports import DeskReports, Directories, ReportForms, SheetSources
from desktop.app.wiring.city import CityParts
from desktop.app.wiring.ground import Ground
from desktop.app.wiring.session import SessionParts
from desktop.documents.context import SIGNATURES_S, PapersContext
from desktop.documents.papers import Papers
from desktop.documents.photos import Photos
from desktop.documents.preview.process import WorkerCommand
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.record.printing import MinutesToPrint, PrintSource
from desktop.sync.records.agencies import AgencyBook
from desktop.sync.records.amendments import AmendmentBook
from desktop.sync.records.calendar import CalendarBook
from desktop.sync.records.cases import CaseBook
from desktop.sync.records.conclusions import ConclusionBook
from desktop.sync.records.denunciation_views import ViewBook
from desktop.sync.records.dossier import DossierBook
from desktop.sync.records.incidents import IncidentBook
from desktop.sync.records.intakes import IntakeBook
from desktop.sync.records.minutes import MinutesBook
from desktop.sync.records.register import RegisterBook
from desktop.sync.records.requests import RequestBook
from desktop.sync.records.schedule import Schedule
from desktop.sync.records.search import SearchBook
from desktop.sync.records.unit_reports import UnitBook
from desktop.sync.traffic.planning import SessionPlanner
from desktop.sync.traffic.rings import RingBook
from desktop.sync.traffic.stage_pages import StagePages
from desktop.sync.traffic.with_token import PersonAtCity


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParts:
    """fetcher: gets bytes that are at the city alone. exporter: writes files, one after another."""

    fetcher: BlobFetcher
    exporter: Exporter
    schedule: Schedule
    papers: Papers
    photos: Photos
    minutes: DeskMinutes
    printing: DeskPrinting
    digital_signing: DeskSigning
    agencies: AgencyBook
    calendar: CalendarBook
    planning: SessionPlanner
    rings: RingBook
    stage_pages: StagePages
    requests: RequestBook
    dossier: DeskDossier
    intakes: IntakeBook
    register: DeskRegister
    conclusions: ConclusionBook
    cases: CaseBook
    search: SearchBook
    reports: DeskReports
    views: ViewBook
    incidents: IncidentBook
    amendments: AmendmentBook


def build_records(ground: Ground, city: CityParts, session: SessionParts) -> RecordParts:
    """Construct them; nothing is read yet."""
    store, clock, emit = ground.store, ground.clock, ground.router.emit
    schedule = city.schedule
    fetcher = BlobFetcher(store=store, fetch_now=city.sync.fetch_now)
    context = PapersContext(
        store=store,
        own_site_id=ground.plan.own_site_id,
        clock=clock,
        emit=emit,
        wake_sync=city.sync.wake,
        worker=WorkerCommand(arguments=ground.plan.preview_command),
        signatures=WorkerCommand(arguments=ground.plan.signature_command, wall_s=SIGNATURES_S),
        authorities=read_authorities(ground.plan.signature_authorities),
    )
    papers = Papers(desk=context, fetch_blob=fetcher.fetch)
    exporter = Exporter(emit=emit)
    amendments = AmendmentBook(items=store.items, clock=clock, emit=emit)
    agencies = AgencyBook(items=store.items, clock=clock, emit=emit)
    intakes = IntakeBook(
        items=store.items, clock=clock, emit=emit, place=lambda: schedule.own_site().name
    )
    register = RegisterBook(items=store.items, clock=clock, emit=emit, intakes=intakes.intakes)
    intakes.lead(register.note_petitions, register.read)
    conclusions = ConclusionBook(items=store.items, clock=clock, emit=emit)
    requests = RequestBook(items=store.items, clock=clock, emit=emit, citizens=intakes.citizens)
    person = PersonAtCity(
        api=city.api,
        current_token=city.access.current_token,
        renew=city.access.refresh,
        wake=city.sync.wake,
        emit=emit,
    )
    dossier = DossierBook(
        items=store.items,
        transfers=store.transfers,
        has_bytes=store.blobs.has,
        clock=clock,
        emit=emit,
        own_site_id=ground.plan.own_site_id,
    )
    minutes = DeskMinutes(
        book=MinutesBook(
            items=store.items, clock=clock, emit=emit, own_site_id=ground.plan.own_site_id
        ),
        schedule=schedule,
        papers=papers,
        courses=session.timelines,
        form=ground.plan.forms_folder / "minutes-v1.json",
        clock=clock,
        exporter=exporter,
        recordings=ground.plan.recordings_folders,
        items=conclusions.of_session,
        amendments=amendments,
        dossier=dossier.papers,
    )
    forms = DeskForms(
        folder=ground.plan.forms_folder,
        records=FormRecords(
            schedule=schedule,
            items=conclusions.of_session,
            request=requests.find,
            citizen=requests.citizen,
            row=register.row,
            papers=dossier.papers,
            clock=clock,
            is_practice=ground.plan.is_practice,
        ),
    )
    return RecordParts(
        fetcher=fetcher,
        exporter=exporter,
        schedule=schedule,
        papers=papers,
        photos=Photos(desk=context, fetch_photo=fetcher.fetch_photo),
        minutes=minutes,
        printing=DeskPrinting(
            draw=partial(_pdf_of, minutes, forms),
            write=forms.write,
            worker=context.worker,
            printers=ground.plan.printers,
            emit=emit,
        ),
        digital_signing=DeskSigning(
            draw=minutes.pdf,
            papers=papers,
            open_bytes=store.blobs.open,
            tools=SigningTools(worker=context.signatures, module=ground.plan.signature_module),
            clock=clock,
            emit=emit,
        ),
        agencies=agencies,
        calendar=CalendarBook(items=store.items, clock=clock, emit=emit),
        dossier=DeskDossier(book=dossier, papers=papers, exporter=exporter),
        requests=requests,
        intakes=intakes,
        register=DeskRegister(
            book=register,
            exporter=exporter,
            printing=RegisterPrinting(
                form=ground.plan.forms_folder / "register-v1.json",
                sessions=schedule.sessions,
                own_site=schedule.own_site,
                clock=clock,
                is_practice=ground.plan.is_practice,
            ),
        ),
        conclusions=conclusions,
        cases=CaseBook(items=store.items, clock=clock, emit=emit),
        planning=SessionPlanner(city=person, clock=clock),
        rings=RingBook(items=store.items, city=person, clock=clock),
        stage_pages=StagePages(
            api=city.api,
            current_token=city.access.current_token,
            conducts=partial(_is_central, schedule, ground.plan.own_site_id),
            draw=papers.request_preview,
            emit=emit,
        ),
        search=SearchBook(items=store.items, emit=emit),
        reports=DeskReports(
            book=UnitBook(
                items=store.items,
                transfers=store.transfers,
                clock=clock,
                emit=emit,
                own_site_id=ground.plan.own_site_id,
                signer=city.signer,
            ),
            sources=SheetSources(
                last_check=lambda: session.room_checker.last,
                read_photos=PhotoFiles(blobs=store.blobs, fetch=fetcher.fetch_photo).read,
            ),
            forms=_report_forms(ground),
            directories=Directories(
                schedule=schedule, units=ground.plan.units, agencies=agencies.agencies
            ),
            clock=clock,
            exporter=exporter,
        ),
        views=ViewBook(
            items=store.items,
            clock=clock,
            seated=city.access.signed_in,
            session=schedule.session,
            case=schedule.case,
        ),
        incidents=IncidentBook(items=store.items, clock=clock, emit=emit),
        amendments=amendments,
    )


def _pdf_of(minutes: DeskMinutes, forms: DeskForms, source: PrintSource) -> bytes:
    """Raises: UserFacingError."""
    if isinstance(source, MinutesToPrint):
        return minutes.pdf(source.session_id)
    return forms.pdf(source)


def _is_central(schedule: Schedule, own_site_id: SiteId, session_id: SessionId) -> bool:
    session = schedule.session(session_id)
    return session is not None and session.central_site_id == own_site_id


def _report_forms(ground: Ground) -> ReportForms:
    folder = ground.plan.forms_folder
    return ReportForms(
        sheet=folder / "readiness-v1.json",
        focal_points=folder / "focal-points-v1.json",
        difficulties=folder / "difficulties-v1.json",
        is_practice=ground.plan.is_practice,
    )
