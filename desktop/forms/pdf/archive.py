"""Makes a PDF one for the archive: PDF/A-2b, after ISO 19005-2."""

import io
from datetime import datetime

import pikepdf

from desktop.files.resources import resource_path


def archived(drawn: bytes, *, title: str, made_at: datetime) -> bytes:
    """The same pages, with what colours mean, and the file's properties. Same input, same bytes.

    made_at: aware. Raises: ResourceMissingError.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _say_what_colours_mean(pdf)
        pdf.Root.Lang = pikepdf.String("vi-VN")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _write_properties(pdf, title, made_at)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _say_what_colours_mean(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(resource_path("colours", "srgb.icc").read_bytes())
    profile.N = 3
    pdf.Root.OutputIntents = pikepdf.Array([
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFA1,
            OutputConditionIdentifier=pikepdf.String("sRGB"),
            Info=pikepdf.String("sRGB"),
            DestOutputProfile=profile,
        )
    ])  # fmt: skip


def _write_properties(pdf: pikepdf.Pdf, title: str, made_at: datetime) -> None:
    """Both kinds of properties say the same, and nothing about this PC."""
    at = made_at.replace(microsecond=0)
    del pdf.docinfo
    pdf.docinfo["/Title"] = title
    stamp = pikepdf.models.metadata.encode_pdf_date(at)
    for name in ("/CreationDate", "/ModDate"):
        pdf.docinfo[name] = stamp
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as properties:
        properties["dc:title"] = title
        properties["dc:language"] = ["vi-VN"]
        properties["xmp:CreateDate"] = properties["xmp:ModifyDate"] = at.isoformat()
        properties["pdfaid:part"] = "2"
        properties["pdfaid:conformance"] = "B"
