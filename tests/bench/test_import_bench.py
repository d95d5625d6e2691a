"""A month of 31 municipalities and 101 indicators, and a year of 226 by 150: read, checked, previewed, brought in."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.definition import load_definition
from app.definition.loader import parse_definition
from app.intake.reading import SourceFile
from app.intake.workbook import write_month_workbook
from app.services.applying import write
from app.services.file_reading import Scope, read_month
from app.services.importing import import_file
from app.services.preview import Preview, preview, preview_file
from app.storage.store import Store, open_store
from scoring.model import Definition, Evaluation, Group, MonthData, Name, Observation, State, Unit
from tests.scoring.build import branch, evaluation, indicator, leaf

ROOT = Path(__file__).parents[2]
WORKBOOK = ROOT / "data" / "sample" / "gyeonggi-2023_2023-09.xlsx"


@pytest.fixture(scope="module")
def definition() -> Definition:
    return load_definition(ROOT / "indicators.yaml")


def test_read_and_check_a_month(benchmark: Any, definition: Definition) -> None:
    reading = benchmark.pedantic(read_month, args=(WORKBOOK, definition), rounds=8, warmup_rounds=1)
    assert not reading.blocked


@pytest.fixture
def sample(built_database: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copyfile(built_database, tmp_path / "sample.duckdb")) as store:
        yield store


@pytest.fixture(scope="module")
def own_data() -> SourceFile:
    """The last month as the province's own data, so that every cell is compared and counts as new."""
    book = openpyxl.load_workbook(WORKBOOK)
    book["\uc548\ub0b4"]["B3"] = "\uc2e4\uc801"
    target = io.BytesIO()
    book.save(target)
    return SourceFile("own.xlsx", target.getvalue())


def test_read_check_and_preview_a_month(
    benchmark: Any, definition: Definition, sample: Store, own_data: SourceFile
) -> None:
    """Everything between the upload and the screen: problems, doubts, every change, scores without and with it."""

    def look() -> Preview:
        return preview_file(sample, definition, own_data, Scope())

    seen = benchmark.pedantic(look, rounds=8, warmup_rounds=1)
    assert seen.plan.confirmed == 31 * 101 + 61
    assert seen.after.standings["41190"].rank == 3


UNITS, INDICATORS, MONTHS = 226, 150, 12


def korea() -> Definition:
    """All municipalities in six groups, 150 indicators in ten fields, a whole year."""
    fields = [
        branch(f"f{field}", *(leaf(indicator(f"i{number:03d}")) for number in range(field, INDICATORS, 10)))
        for field in range(10)
    ]
    units = tuple(Unit(f"u{number:03d}", Name(f"u{number:03d}", f"u{number:03d}")) for number in range(UNITS))
    groups = tuple(Group(str(first), Name("", ""), units[first::6]) for first in range(6))
    year = replace(
        evaluation(branch("final", *fields)),
        code="korea-2023",
        groups=groups,
        period_start=date(2023, 1, 1),
        cutoff=date(2023, 12, 31),
    )
    return Definition((year,), units)


def filled_in(year: Evaluation, number: int) -> SourceFile:
    month = year.months[number]
    observations = {
        unit.code: {
            one.code: Observation(
                State.SUBMITTED, 60 + Decimal((row * 7919 + column * 104729 + number * 31) % 450) / 10
            )
            for column, one in enumerate(year.indicators())
        }
        for row, unit in enumerate(year.units)
    }
    target = io.BytesIO()
    write_month_workbook(target, year, MonthData(month, observations), demonstration=False)
    return SourceFile(f"{month}.xlsx", target.getvalue())


def test_read_check_and_preview_a_year_of_226_by_150(benchmark: Any, tmp_path: Path) -> None:
    """Twelve files one after the other, each held against the month before it."""
    known = korea()
    files = [filled_in(known.evaluations[0], number) for number in range(MONTHS)]
    with open_store(tmp_path / "korea.duckdb") as store:
        write(store, preview(store, read_month(files[0], known)), "bench", datetime(2023, 2, 4, tzinfo=UTC), {"all"})

        def look() -> int:
            seen = [preview_file(store, known, file, Scope()) for file in files]
            return sum(len(one.plan.changes) + one.plan.unchanged for one in seen)

        assert benchmark.pedantic(look, rounds=2) == UNITS * INDICATORS * MONTHS


def test_import_a_month(benchmark: Any, definition: Definition, tmp_path: Path) -> None:
    """Reading, every check, the comparison with what stands there, and the transaction."""
    opened: list[Store] = []

    def new_store() -> tuple[tuple[Store], dict[str, object]]:
        opened.append(open_store(tmp_path / f"{len(opened)}.duckdb"))
        return (opened[-1],), {}

    def bring_in(store: Store) -> int:
        outcome = import_file(store, definition, WORKBOOK, who="bench", now=datetime(2023, 10, 4, tzinfo=UTC))
        assert outcome.receipt is not None
        return outcome.receipt.added

    added = benchmark.pedantic(bring_in, setup=new_store, rounds=8, warmup_rounds=1)
    for store in opened:
        store.close()
    assert added == 31 * 101 + 61


def test_load_the_definition(benchmark: Any) -> None:
    file = ROOT / "indicators.yaml"
    # The same bytes are read once only.
    assert benchmark.pedantic(load_definition, (file,), setup=parse_definition.cache_clear, rounds=8).evaluations
