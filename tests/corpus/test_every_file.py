"""Every file of the corpus: what is said of it, what is read of it, and that nothing is written of a refused one."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from app.intake.reading import Counts, SourceFile
from app.services.file_reading import Scope, read_month
from app.services.importing import import_file
from app.services.problems import describe
from app.storage.store import open_store
from app.text.catalogue import LANGUAGES, placeholders, texts
from scoring.model import Definition
from scoring.problem import Problem, Severity
from tests.corpus.case import NOTES, WARNINGS, Case, entered, said
from tests.corpus.conftest import NOW
from tests.corpus.files import CASES
from tests.corpus.make import path_of, write

READ = [case for case in CASES if case.reads is not None]
REFUSED = [case for case in CASES if case.reads is None]
FEWEST, DESCRIBED, LONGEST = 150, 20, 700


def names(cases: Iterable[Case]) -> list[str]:
    return [case.name for case in cases]


def check_problems(case: Case, problems: Iterable[Problem], counts: Counts) -> None:
    """All problems with their places and weights, in words of both languages; every row accounted for."""
    found = list(problems)
    assert sorted(map(said, found)) == sorted(case.says)
    assert [problem for problem in found if problem.severity is not severity_of(problem)] == []
    assert counts.rows == counts.read + counts.notes + counts.refused
    assert case.noted in (None, counts.notes)
    for problem in found[:DESCRIBED]:
        check_words(problem)


def severity_of(problem: Problem) -> Severity:
    code = problem.code.removeprefix("intake.")
    return Severity.WARNING if code in WARNINGS else Severity.NOTE if code in NOTES else Severity.ERROR


def check_words(problem: Problem) -> None:
    """One line of bearable length, with every placeholder filled and nothing in it that a screen would act on."""
    for language in LANGUAGES:
        keys = [key for key in texts(language) if key == problem.code or key.startswith(f"{problem.code}.")]
        assert keys
        needed = {name for key in keys for name in placeholders(texts(language)[key])}
        assert needed <= problem.values.keys()
        written = describe(problem, language)
        assert written.isprintable()
        assert len(written) < LONGEST


def test_there_are_enough_files_and_all_have_names_of_their_own() -> None:
    assert len(CASES) >= FEWEST
    assert len(set(names(CASES))) == len(CASES)


@pytest.mark.parametrize("case", READ, ids=names(READ))
def test_is_read_rightly(case: Case, definition: Definition) -> None:
    reading = read_month(SourceFile(case.file, case.make()), definition, Scope(**case.named()))
    check_problems(case, reading.problems, reading.counts)
    assert not reading.blocked
    entries = [entered(entry) for entry in reading.content.entries]
    assert dict(entries) == case.reads
    assert len(entries) == len(case.reads)


@pytest.mark.parametrize("case", REFUSED, ids=names(REFUSED))
def test_is_refused_and_leaves_the_store_as_it_was(
    case: Case, definition: Definition, database: Path, fingerprint: Callable[[], dict[str, str]]
) -> None:
    before = fingerprint()
    source = SourceFile(case.file, case.make())
    with open_store(database) as store:
        outcome = import_file(store, definition, source, who="kim", now=NOW, confirmed={"all"}, **case.named())
    assert (outcome.failed, outcome.receipt, outcome.would_change) == (True, None, None)
    check_problems(case, outcome.problems, outcome.counts)
    assert fingerprint() == before


def test_files_are_written_out_as_they_are(tmp_path: Path) -> None:
    data = bytes(3_000_000) + b"x" + bytes(1_500_000)
    path = path_of(CASES[0], 1, tmp_path)
    write(data, path)
    assert path.read_bytes() == data
