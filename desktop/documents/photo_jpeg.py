"""Writes a drawn picture as a JPEG: what a readiness sheet keeps and sends."""

import io

from desktop.domain.paper import PageImage

QUALITY = 82


def jpeg_of(image: PageImage) -> bytes:
    """A JPEG with nothing in it but the pixels: no place, no hour, no name of a phone.

    At MAX_PHOTO_SIDE some 300 to 450 kB large; of pure noise 1.7 MB.
    """
    from PIL import Image  # noqa: PLC0415 - the first window need not wait for it

    out = io.BytesIO()
    picture = Image.frombytes("RGB", (image.width, image.height), image.rgb)
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
