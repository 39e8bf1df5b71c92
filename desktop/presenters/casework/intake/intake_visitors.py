"""Who came: the person in the form, people they may be, and the group they come with."""

from collections.abc import Callable

from desktop.domain.casework.people.group import lawful_representatives
from desktop.domain.ids import CitizenId, MemberId
from desktop.domain.record.printing import DesignationToPrint
from desktop.presenters.casework.intake.intake_forms import MAX_MEMBERS
from desktop.presenters.casework.intake.intake_reading import IntakeReading
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.services.printing import PrintingService
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class IntakeVisitors:
    """What the officer does with them. draw: what changed. Thread: MainThread."""

    def __init__(
        self,
        *,
        reading: IntakeReading,
        form: FormPresenter,
        printing: PrintingService,
        draw: Callable[[], None],
    ) -> None:
        self._printing = printing
        self._reading = reading
        self._people = reading.people
        self._form = form
        self._draw = draw

    # ---- people who came before ------------------------------------------------------------

    def confirm(self, citizen_id: CitizenId) -> None:
        """Đúng người này: what is known of them stands in the fields."""
        self._reading.confirm(citizen_id)
        self._draw()

    def dismiss(self, citizen_id: CitizenId) -> None:
        """Không phải người này."""
        self._reading.dismiss(citizen_id)
        self._draw()

    # ---- the paper that they sign ----------------------------------------------------------

    def print_designation(self) -> None:
        """In giấy cử đại diện: of who is named and chosen so far; the group signs it."""
        people = self._reading.present()
        group = people.group
        if group is not None and group.representatives:
            content = self._reading.petitions(people)[0].summary
            self._printing.offer(DesignationToPrint(group=group, content=content))

    # ---- people of one group who are taken in ----------------------------------------------

    def take_in(self, member_id: MemberId) -> None:
        """Nhập nhân thân: somebody of the group is a person of their own, in the form now."""
        place = self._people.place_of(member_id)
        if place is not None:
            self._people.turn_to(place)
        elif self._reading.present().group is not None:
            self._people.take_in(member_id)
        self._form.begin_anew()
        self._draw()

    def turn_to(self, place: int) -> None:
        """Another one of them stands in the form."""
        self._people.turn_to(place)
        self._form.begin_anew()
        self._draw()

    # ---- their group -----------------------------------------------------------------------

    def add_member(self) -> None:
        """Thêm vào đoàn."""
        group = self._reading.present().group
        if group is not None and len(group.members) < MAX_MEMBERS:
            self._people.add_member()
        self._draw()

    def remove_member(self, member_id: MemberId) -> None:
        """Bỏ: who is taken in is named alone again, who is named alone is gone."""
        if self._people.place_of(member_id) is None:
            self._people.remove_member(member_id)
        else:
            self._people.send_away(member_id)
            self._form.begin_anew()
        self._draw()

    def toggle_signed(self, member_id: MemberId) -> None:
        """Signed the designation, or did not."""
        self._people.toggle_signed(member_id)
        self._draw()

    def toggle_representative(self, member_id: MemberId) -> None:
        """Speaks for the group, or does not; never more than the law allows (N-110)."""
        self._form.told = None
        group = self._reading.present().group
        if group is not None:
            most = lawful_representatives(group.group_size).most
            is_full = len(group.representatives) >= most
            if is_full and member_id not in group.representatives:
                data = {"n": group.group_size, "max": most}
                code = MessageCode.TOO_MANY_REPRESENTATIVES
                self._form.told = Message(code=code, tone=Tone.DANGER, data=data)
            else:
                self._people.toggle_representative(member_id)
        self._draw()
