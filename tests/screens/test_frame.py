"""What all screens share: the marks, the choices and the address, and what stands there when nothing can be shown."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.services.assumptions import assumptions_of, statements_of
from app.storage.store import open_store
from tests.dashboard import ROOT
from tests.screens.conftest import PAGES, Opener
from tests.screens.reading import (
    ASSUMPTIONS,
    DEMONSTRATION,
    LANGUAGES,
    UNFILLED,
    UNTRANSLATED,
    hangul_of,
    marks_of,
    shipped_definition,
    strings_of,
    tables_of,
    title_of,
)

BUCHEON, GURI, POCHEON = "41190", "41310", "41650"
# On the sample nothing has been called or decided yet; tests/screens/test_meeting.py has what comes then.
BEFORE_A_MEETING = ("agenda", "decisions", "papers")
# Dongs are those of the home unit.
ELSEWHERE = ("dongs", "not submitted")
STATES = {
    "full": {},
    "no score of the prior year": {"month": "2023-03"},
    "first month": {"month": "2023-01"},
    "last year": {"evaluation": "gyeonggi-2022"},
    "not submitted": {"unit": POCHEON},
}


def sources() -> list[str]:
    """Every source of the definition, in the words of who published it."""
    evaluation = shipped_definition().evaluation("gyeonggi-2023")
    references = [one.reference for one in (*statements_of(evaluation), *evaluation.indicators())]
    return [reference.source for reference in references if reference.source]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", STATES)
def test_every_screen_is_whole_in_every_state(open_page: Opener, page: str, language: str, state: str) -> None:
    app = open_page(page, lang=language, **STATES[state])
    written = strings_of(app)
    assert title_of(app)
    assert [one for one in written if UNTRANSLATED.search(one)] == []
    assert [one for one in written if not one.startswith("{") and UNFILLED.search(one)] == []
    least = 0 if page in BEFORE_A_MEETING or (page, state) == ELSEWHERE else 1
    assert len(app.get("download_button")) >= len(tables_of(app)) >= least
    if page != "published":
        assert DEMONSTRATION[language] in marks_of(app)


# What people wrote stays as they wrote it: names, reasons, sheets; their tests look at the rest.
@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("published", "values", "history")])
def test_an_english_screen_has_no_hangul_but_for_sources(open_page: Opener, page: str) -> None:
    app = open_page(page, lang="en")
    assert hangul_of(app, *sources()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_assumptions_are_counted_at_the_top(open_page: Opener, language: str) -> None:
    count = len(assumptions_of(shipped_definition().evaluation("gyeonggi-2023")))
    found = [re.fullmatch(ASSUMPTIONS[language], mark) for mark in marks_of(open_page("status", lang=language))]
    assert [mark[1] for mark in found if mark] == [str(count)]


def test_only_a_month_before_the_cut_off_is_called_interim(open_page: Opener) -> None:
    assert "중간 점검" in marks_of(open_page("status", month="2023-08"))
    assert "중간 점검" not in marks_of(open_page("status", month="2023-09"))


def test_a_month_without_the_score_of_the_prior_year_says_so_on_every_screen(open_page: Opener) -> None:
    for page in ("status", "ranking", "fields", "weak", "method"):
        assert "전년도 실적 점수 없음" in marks_of(open_page(page, month="2023-03"))
        assert "No score for Prior year" in marks_of(open_page(page, month="2023-03", lang="en"))


def chosen(app: AppTest) -> dict[str, str]:
    return {name: app.query_params[name] for name in ("lang", "evaluation", "month", "unit")}


def test_the_address_carries_codes_after_every_choice(open_page: Opener) -> None:
    app = open_page("status")
    app.selectbox(key="unit").select(GURI).run()
    app.selectbox(key="month").select("2023-06").run()
    app.button_group(key="lang").set_value("en").run()
    assert chosen(app) == {"lang": "en", "evaluation": "gyeonggi-2023", "month": "2023-06", "unit": GURI}
    assert title_of(app).startswith("Guri: ")
    assert app.selectbox(key="month").value == "2023-06"


def test_choices_stay_on_the_way_to_another_screen(open_page: Opener) -> None:
    app = open_page("status", unit=GURI, month="2023-06", lang="en")
    app.switch_page(PAGES["weak"]).run()
    assert chosen(app) == {"lang": "en", "evaluation": "gyeonggi-2023", "month": "2023-06", "unit": GURI}
    assert title_of(app).startswith("Guri: ")


def test_another_evaluation_begins_with_its_own_last_month(open_page: Opener) -> None:
    app = open_page("status", unit=GURI, month="2023-06")
    app.selectbox(key="evaluation").select("gyeonggi-2022").run()
    assert chosen(app) == {"lang": "ko", "evaluation": "gyeonggi-2022", "month": "2022-09", "unit": GURI}
    assert not app.exception


@pytest.mark.parametrize("page", PAGES)
def test_unknown_codes_in_the_address_give_way_to_what_there_is(open_page: Opener, page: str) -> None:
    wrong = {"lang": "xx", "evaluation": "nowhere-2031", "month": "2023-13", "unit": "99999", "field": "f", "by": "?"}
    app = open_page(page, **wrong, indicator="<b>", group="9", rule="none", year="1066")
    assert chosen(app) == {"lang": "ko", "evaluation": "gyeonggi-2023", "month": "2023-09", "unit": BUCHEON}
    assert title_of(app) == title_of(open_page(page))


@pytest.mark.parametrize(
    ("language", "missing", "to_do"),
    [("ko", "아직 들어온 자료가 없습니다", "자료 넣기"), ("en", "There is no data yet", "Bring data in")],
)
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_store_says_what_to_do_next(
    open_page_on: Callable[[Path], Opener], tmp_path: Path, page: str, language: str, missing: str, to_do: str
) -> None:
    database = tmp_path / "evaluation.duckdb"
    open_store(database).close()
    app = open_page_on(database)(page, lang=language)
    assert title_of(app) == missing
    assert to_do in app.info[0].value
    assert tables_of(app) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_database_is_explained_and_left_alone(
    open_page_on: Callable[[Path], Opener], tmp_path: Path, language: str
) -> None:
    database = tmp_path / "evaluation.duckdb"
    database.write_bytes(b"not a database " * 1000)
    app = open_page_on(database)("ranking", lang=language)
    assert title_of(app) == {"ko": "자료 파일을 열 수 없습니다", "en": "The data file cannot be opened"}[language]
    assert {"ko": "보관본으로 되살리거나", "en": "Restore it from a backup"}[language] in app.caption[0].value
    assert database.read_bytes() == b"not a database " * 1000


@pytest.fixture
def locked_database(built_database: Path, tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    database = tmp_path / "evaluation.duckdb"
    shutil.copyfile(built_database, database)
    hold = "import sys; from app.storage import open_store; open_store(sys.argv[1]); print('open', flush=True); input()"
    command = [sys.executable, "-c", hold, str(database)]
    holder = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    yield database, holder
    holder.communicate("\n", timeout=30)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_database_in_use_is_explained_and_opens_once_it_is_free(
    open_page_on: Callable[[Path], Opener], locked_database: tuple[Path, subprocess.Popen[str]], language: str
) -> None:
    database, holder = locked_database
    app = open_page_on(database)("status", lang=language)
    assert title_of(app) == {"ko": "자료 파일을 열 수 없습니다", "en": "The data file cannot be opened"}[language]
    assert {"ko": "먼저 닫으세요", "en": "close that program first"}[language] in app.info[0].value
    assert str(holder.pid) in app.caption[0].value
    assert holder.stdin is not None
    holder.stdin.write("\n")
    holder.stdin.flush()
    holder.wait(timeout=30)
    app.run()
    assert not app.exception
    assert {"ko": "부천시", "en": "Bucheon"}[language] in title_of(app)


MISTAKES = {
    '- {code: "41190", name: {ko: 부천시, en: Bucheon}}': '- {code: "41190", name: {ko: 부천시, en: Bucheon}, size: 3}',
    "weight: 70": "weight: seventy",
    'home: "41190"': 'home: "41191"',
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_definition_shows_every_problem_with_its_line(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    written = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    lines = []
    for right, wrong in MISTAKES.items():
        lines.append(written[: written.rindex(right)].count("\n") + 1)
        before, after = written.rsplit(right, 1)
        written = f"{before}{wrong}{after}"
    broken = tmp_path / "indicators.yaml"
    broken.write_text(written, encoding="utf-8")
    monkeypatch.setenv("EVALUATION_DEFINITION", str(broken))
    app = open_page("status", lang=language)
    assert (
        title_of(app)
        == {
            "ko": "indicators.yaml에 고칠 곳이 3건 있습니다",
            "en": "indicators.yaml has 3 problems",
        }[language]
    )
    (table,) = tables_of(app)
    assert sorted(int(place.rsplit(":", 1)[1]) for place in table.value.iloc[:, 0]) == sorted(lines)
    assert hangul_of(app) == [] or language == "ko"
    broken.write_text((ROOT / "indicators.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    app.run()
    assert not app.exception
    assert {"ko": "3위", "en": "3rd"}[language] in title_of(app)


def test_a_missing_definition_is_a_problem_not_a_traceback(
    open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVALUATION_DEFINITION", str(tmp_path / "none.yaml"))
    app = open_page("status")
    assert "none.yaml" in str(tables_of(app)[0].value.iloc[0, 0])
