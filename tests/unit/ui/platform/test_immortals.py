import sys

import pytest

from desktop.ui.platform.immortals import protect_immortals

pytestmark = pytest.mark.unit


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_none_outlives_a_million_lost_references() -> None:
    protect_immortals()
    protect_immortals()
    for kept in (None, True, False, 0, 256):
        assert 1 << 39 < sys.getrefcount(kept) < 1 << 42
