"""No change to a data file or a file beside the documents brings its reader down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerlattice.accounting import account_for
from careerlattice.build import seed_documents
from careerlattice.documents import read_bytes
from careerlattice.errors import InputError
from careerlattice.mappings import read_mappings
from careerlattice.outline import read_outline
from careerlattice.reading import Reading, facts_of
from careerlattice.registry import Recognition, find_loaders
from careerlattice.resources import data_dir
from careerlattice.sources import Source, describe
from tests.forms.test_fuzz import CHANGES, changed

INPUTS = Path(__file__).parents[1] / "loaders"
SAMPLES = sorted(file for kind in ("csv", "json") for file in INPUTS.glob(f"*/input/*.{kind}"))
SOURCE = next(iter(sorted(seed_documents().rglob("source.toml")))).read_bytes() + (
    b'\n[documents."a.txt"]\nclass = "clerk"\neffective = 2020-01-02\n'
    b'[documents."a.txt".expect]\nduties = [1, 2]\n'
)
MAPPINGS = next(iter(sorted((data_dir() / "mappings").glob("*.sssom.tsv")))).read_bytes()[:6_000]
FUZZED = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def assert_told(error: InputError) -> None:
    assert error.remedy
    assert str(error).isprintable()


def read_by_all(data: bytes, name: str) -> None:
    """Have every loader read it, whether it knows the family or not."""
    try:
        document = read_bytes(data, name)
        outline = read_outline(document)
    except InputError as error:
        assert_told(error)
        return
    source = Source("us-xx")
    for loader in find_loaders():
        loader.recognise(outline)
        try:
            specification = loader.read(outline)
        except InputError as error:
            assert_told(error)
            continue
        account = account_for(specification, outline)
        recognition = Recognition(loader, 1.0)
        facts_of(Reading(document, source, outline, specification, account, recognition))


@pytest.mark.slow
@FUZZED
@given(st.sampled_from(SAMPLES), CHANGES)
def test_data_files(file: Path, changes: list[tuple[int, str, bytes]]) -> None:
    read_by_all(changed(file.read_bytes(), changes), file.name)


@FUZZED
@given(CHANGES)
def test_source_descriptions(tmp_path: Path, changes: list[tuple[int, str, bytes]]) -> None:
    (tmp_path / "a.txt").write_bytes(b"Clerk")
    (tmp_path / "source.toml").write_bytes(changed(SOURCE, changes))
    try:
        describe(tmp_path / "a.txt")
    except InputError as error:
        assert_told(error)


@FUZZED
@given(CHANGES)
def test_mapping_sets(tmp_path: Path, changes: list[tuple[int, str, bytes]]) -> None:
    (tmp_path / "a.sssom.tsv").write_bytes(changed(MAPPINGS, changes))
    try:
        read_mappings(tmp_path)
    except InputError as error:
        assert_told(error)
