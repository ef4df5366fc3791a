"""The five seeds set as real documents, once a session."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from careerlattice.documents import read_document
from careerlattice.outline import read_outline
from tests.forms.setting import set_as_docx

# LibreOffice's names for what it is asked to write.
_FILTERS = {"pdf": "pdf", "html": "html:HTML (StarWriter)"}


@pytest.fixture(scope="session")
def seeds_as_docx(seeds: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the seeds set as DOCX."""
    folder = tmp_path_factory.mktemp("forms")
    for seed in seeds:
        data = set_as_docx(read_outline(read_document(seed)))
        (folder / f"{seed.stem}.docx").write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def seeds_in_forms(seeds_as_docx: Path) -> Path:
    """The folder of the seeds as DOCX, and as the PDF and HTML that LibreOffice makes of these."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice: apt-get install --no-install-recommends libreoffice-writer")
    documents = sorted(map(str, seeds_as_docx.glob("*.docx")))
    running = []
    for form, written in _FILTERS.items():
        # Each with a home of its own, so that they can work side by side.
        home = f"-env:UserInstallation=file://{seeds_as_docx}/home-{form}"
        command = [office, "--headless", home, "--convert-to", written, "--outdir"]
        running.append(
            subprocess.Popen(
                [*command, str(seeds_as_docx), *documents],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
    assert [each.wait(timeout=120) for each in running] == [0, 0]
    return seeds_as_docx
