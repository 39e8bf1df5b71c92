from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's own folder."""
    return tmp_path_factory.mktemp("libreoffice")
