"""Page numbers of a dossier: given once, in the order in which the city takes papers in."""

from typing import Any

from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.domain.ids import DocumentId
from desktop.domain.papers.dossier import place_for
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import CASE_PAPER, PAPER_PLACE


def number_paper(writer: RecordWriter, paper_id: str, body: dict[str, Any]) -> None:
    """Write where a new paper stands, behind what its case has. Call it after the paper is saved.

    Writers of the city take turns: two papers never get one number.
    """
    paper = CASE_PAPER.codec.read(body, id=DocumentId(paper_id))
    taken = writer.of_case(EntityKind.PAPER_PLACE, paper.case_id).values()
    place = place_for(paper, map(PAPER_PLACE.codec.read, taken))
    writer.save(
        Record(
            kind=EntityKind.PAPER_PLACE,
            entity_id=paper_id,
            body=PAPER_PLACE.codec.write(place),
        )
    )
