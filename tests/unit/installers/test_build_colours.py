"""The meaning of colours in an archived PDF: made anew the same, without a clock."""

import io

import pytest
from PIL import ImageCms

from installers.build_colours import OUT, profile

pytestmark = pytest.mark.unit


def test_the_file_is_what_the_script_makes_at_any_hour() -> None:
    assert OUT.read_bytes() == profile()


def test_it_is_a_small_profile_of_srgb_that_anybody_may_use() -> None:
    data = OUT.read_bytes()
    assert len(data) < 1_000
    made = ImageCms.ImageCmsProfile(io.BytesIO(data))
    assert "sRGB" in ImageCms.getProfileDescription(made)
    assert ImageCms.getProfileCopyright(made).strip() == "No copyright, use freely"
