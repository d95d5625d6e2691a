"""Bringing data in: what is wrong is seen, what would change is seen, and one click writes it once."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from app.storage.frozen import ClosingDraft
from app.storage.records import Entry, ImportBatch
from app.storage.store import Store, open_store
from scoring.model import State
from tests.dashboard import ROOT
from tests.screens.conftest import PAGES, Opener, words_of
from tests.screens.reading import LANGUAGES, UNFILLED, UNTRANSLATED, hangul_of, strings_of, tables_of, title_of

EVALUATION, MONTH, BUCHEON, SUWON = "gyeonggi-2023", "2023-09", "41190", "41110"
SAMPLE = ROOT / "data" / "sample" / f"{EVALUATION}_{MONTH}.xlsx"
WHO = "정책기획과 홍길동"
LIST_HEADER = "unit,indicator,value\n"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    database = tmp_path / "empty.duckdb"
    open_store(database).close()
    return database


@pytest.fixture
def desk(open_page_on: Callable[[Path], Opener], database: Path) -> Callable[..., AppTest]:
    return lambda **address: open_page_on(database)("upload", **address)


def edited(edit: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(SAMPLE)
    edit(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_prior_score(number: float, unit: str = BUCHEON) -> bytes:
    def edit(book: Any) -> None:
        row = next(row for row in book["점수"].iter_rows() if str(row[0].value) == unit)
        row[2].value = number

    return edited(edit)


def with_errors(book: Any) -> None:
    book["실적"]["H5"], book["실적"]["J6"], book["실적"]["K7"] = "구십팔", "1,2x", "=1/0"


def with_warnings(book: Any) -> None:
    book["실적"]["H5"] = None
    book["실적"]["M10"] = 9540


CLEAN, ERRORS, WARNINGS = with_prior_score(99.5), edited(with_errors), edited(with_warnings)


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, data in files:
        app.file_uploader[0].upload(name, data)
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def named(app: AppTest, name: str = WHO) -> AppTest:
    return app.text_input(key="person").set_value(name).run()


def button(app: AppTest) -> Any:
    return next(one for one in app.button if one.key.startswith("apply_"))


def press(app: AppTest) -> AppTest:
    button(app).click().run()
    assert not app.exception, app.exception[0].message
    return app


def acts(store: Store) -> list[tuple[str, str]]:
    return [(record.file_name, record.who) for record in store.imports(EVALUATION, MONTH) if not record.demonstration]


def own_month(store: Store) -> int:
    return len(store.imports(EVALUATION, MONTH))


STATES: dict[str, bytes | None] = {"empty": None, "errors": ERRORS, "warnings": WARNINGS, "clean": CLEAN}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_screen_is_whole(desk: Callable[..., AppTest], state: str, language: str) -> None:
    app = desk(lang=language)
    data = STATES[state]
    if data is not None:
        drop(app, ("file.xlsx", data))
    written = strings_of(app)
    assert title_of(app)
    assert [one for one in written if UNTRANSLATED.search(one)] == []
    assert [one for one in written if not one.startswith("{") and UNFILLED.search(one)] == []
    marked = state in ("errors", "warnings")
    assert len(app.get("download_button")) == len(tables_of(app)) + 1 + marked
    if language == "en":
        from_the_file = ("실적", "점수", "구십팔", "점", "해당없음", "미입력", "‘")
        assert [one for one in hangul_of(app, *from_the_file) if "K07" not in one] == []


def test_problems_are_shown_at_once_each_with_its_cell(desk: Callable[..., AppTest], store: Store) -> None:
    app = drop(desk(), ("구월.xlsx", ERRORS))
    assert title_of(app).startswith("9월 자료 ")
    assert title_of(app).endswith("고칠 곳 3건")
    table = app.dataframe[0].value
    assert table["칸"].tolist()[:3] == ["H5", "J6", "K7"]
    assert set(table["시트"]) == {"실적"}
    assert table["적힌 값"].tolist()[:2] == ["구십팔", "1,2x"]
    assert all(table["내용"])
    assert not [one for one in app.button if one.key.startswith("apply_")]


def test_every_kind_of_warnings_asks_for_one_tick(desk: Callable[..., AppTest], store: Store) -> None:
    before = own_month(store)
    app = named(drop(desk(), ("구월.xlsx", WARNINGS)))
    kinds = len(app.checkbox)
    assert kinds == 2
    for ticked in range(kinds):
        assert button(app).disabled
        assert f"{kinds - ticked}가지" in words_of(app)
        app.checkbox[ticked].check().run()
    assert not button(app).disabled
    press(app)
    assert own_month(store) == before + 1
    assert store.imports(EVALUATION, MONTH)[0].note == "intake.blank_cells, plausibility.far_above"


def test_what_would_change_is_shown_and_one_click_changes_the_ranking(
    desk: Callable[..., AppTest], store: Store
) -> None:
    before = own_month(store)
    app = drop(desk(), ("구월.xlsx", CLEAN))
    assert title_of(app).endswith("1칸이 바뀝니다")
    changes, effect = (frame.value for frame in app.dataframe)
    assert changes.iloc[0].tolist()[:1] + changes.iloc[0].tolist()[3:] == ["변경", "95.21", "99.5", "점수!C9"]
    assert effect.iloc[0]["시군"] == "부천시"
    assert "부천시 3위 → 1위, 99.23 → 100.52점" in [one.value for one in app.subheader]
    assert own_month(store) == before
    press(named(app))
    assert title_of(app).startswith("9월 자료를 넣었습니다. 추가 0, 변경 1")
    record = store.imports(EVALUATION, MONTH)[0]
    assert (record.file_name, record.who, own_month(store)) == ("구월.xlsx", WHO, before + 1)
    app.switch_page(PAGES["ranking"]).run()
    assert "부천시 1위" in title_of(app)


def test_after_success_the_way_leads_to_the_ranking_and_to_the_undo(desk: Callable[..., AppTest], store: Store) -> None:
    app = press(named(drop(desk(), ("구월.xlsx", CLEAN))))
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert f"month={MONTH}" in links["순위 보기"]
    assert f"act={store.imports(EVALUATION, MONTH)[0].id}" in links["되돌리기"]
    assert app.file_uploader[0].value in (None, [])


def test_without_a_name_the_button_says_so_and_writes_nothing(desk: Callable[..., AppTest], store: Store) -> None:
    before = own_month(store)
    app = drop(desk(), ("구월.xlsx", CLEAN))
    assert [one for one in app.caption if "담당자 이름" in one.value]
    press(app)
    assert "담당자 이름" in app.error[0].value
    assert own_month(store) == before
    press(named(app))
    assert own_month(store) == before + 1


def test_the_same_file_again_has_nothing_to_press(desk: Callable[..., AppTest], store: Store) -> None:
    app = press(named(drop(desk(), ("구월.xlsx", CLEAN))))
    before = own_month(store)
    drop(app, ("복사본.xlsx", CLEAN))
    assert title_of(app).endswith("새로운 것은 없습니다")
    assert "넣을 것이 없습니다" in app.info[0].value
    assert not [one for one in app.button if one.key.startswith("apply_")]
    assert own_month(store) == before


def somebody_else_writes(store: Store, number: int) -> None:
    entry = Entry("score", BUCHEON, "prior", State.SUBMITTED, Decimal(number), None, "", "점수", "C9")
    when = datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
    store.apply_import(ImportBatch(EVALUATION, MONTH, (entry,), "다른.xlsx", "0" * 64, "이주무관", when))


def test_what_somebody_else_wrote_meanwhile_is_told_and_not_overwritten(
    desk: Callable[..., AppTest], store: Store
) -> None:
    app = named(drop(desk(), ("구월.xlsx", CLEAN)))
    somebody_else_writes(store, 90)
    press(app)
    assert "다른 사람이 1칸을 바꿨습니다" in app.error[0].value
    row = app.dataframe[0].value.iloc[0]
    assert row[["보았던 값", "지금 값", "파일의 값", "바꾼 사람"]].tolist() == ["95.21", "90", "99.5", "이주무관"]
    assert store.month_data(EVALUATION, MONTH).scores[BUCHEON, "prior"] == 90
    press(app)
    assert store.month_data(EVALUATION, MONTH).scores[BUCHEON, "prior"] == Decimal("99.5")


def test_a_closed_month_takes_nothing(desk: Callable[..., AppTest], store: Store) -> None:
    when = datetime(2023, 10, 5, 9, 30, tzinfo=UTC)
    store.close_month(ClosingDraft(EVALUATION, MONTH, when, "박팀장", "0" * 64, "x", "{}"), store.data_version())
    app = drop(desk(), ("구월.xlsx", CLEAN))
    assert title_of(app).endswith("고칠 곳 1건")
    assert "박팀장" in app.dataframe[0].value.iloc[0]["내용"]


def test_an_empty_store_takes_its_first_file(open_page_on: Callable[[Path], Opener], empty: Path) -> None:
    app = open_page_on(empty)("upload")
    assert "아직 들어온 자료가 없습니다" in title_of(app)
    drop(app, ("구월.xlsx", SAMPLE.read_bytes()))
    assert "아직 자료가 없어" in words_of(app)
    press(named(app))
    assert title_of(app).startswith("9월 자료를 넣었습니다")
    with open_store(empty) as store:
        assert store.months(EVALUATION) == (MONTH,)
    app.switch_page(PAGES["ranking"]).run()
    assert "부천시" in title_of(app)


def test_a_list_without_a_month_is_read_for_the_month_that_is_chosen(
    open_page_on: Callable[[Path], Opener], empty: Path
) -> None:
    data = f"{LIST_HEADER}{BUCHEON},K01,-\n{SUWON},K01,91\n".encode()
    app = drop(open_page_on(empty)("upload"), ("목록.csv", data))
    assert "읽지 못했습니다" in title_of(app)
    app.selectbox(key="target").select(EVALUATION).run()
    app.selectbox(key="target_month").select("2023-03").run()
    assert title_of(app).startswith("3월 자료")
    assert app.dataframe[0].value["적힌 값"].tolist() == ["-"]
    app.selectbox(key="dash").select(State.NOT_APPLICABLE.value).run()
    assert title_of(app).endswith("2칸이 바뀝니다")
    press(named(app))
    with open_store(empty) as store:
        assert store.month_data(EVALUATION, "2023-03").observations[BUCHEON]["K01"].state is State.NOT_APPLICABLE


def test_several_files_are_looked_at_and_brought_in_one_by_one(desk: Callable[..., AppTest], store: Store) -> None:
    before = own_month(store)
    second = with_prior_score(80, SUWON)
    app = named(drop(desk(), ("첫째.xlsx", CLEAN), ("둘째.xlsx", second), ("무엇.bin", b"noise")))
    assert [option.split(" · ")[0].replace("\\", "") for option in app.radio[0].options] == [
        "첫째.xlsx",
        "둘째.xlsx",
        "무엇.bin",
    ]
    press(app)
    assert own_month(store) == before + 1
    assert len(app.radio[0].options) == 2
    assert "둘째" in words_of(app)
    press(app)
    assert own_month(store) == before + 2


PUBLISHED = "evaluation_year,population_group,place,award,municipality,score,source\n"


def test_published_results_are_recognised_and_replaced_after_a_tick(desk: Callable[..., AppTest], store: Store) -> None:
    before = len(store.published_results())
    data = f"{PUBLISHED}2031,1,1,최우수,부천시,99.5,공문\n".encode()
    app = named(drop(desk(), ("published_results.csv", data)))
    assert title_of(app) == "공표된 결과 1건을 읽었습니다."
    assert f"새로 1건, 없어짐 {before}건" in words_of(app)
    assert button(app).disabled
    app.checkbox[0].check().run()
    press(app)
    assert [one.year for one in store.published_results()] == [2031]


def test_published_results_with_an_unknown_name_are_located(desk: Callable[..., AppTest], store: Store) -> None:
    before = store.published_results()
    data = f"{PUBLISHED}2031,1,1,최우수,부산시,99.5,공문\n".encode()
    app = drop(desk(), ("published_results.csv", data))
    assert title_of(app).endswith("고칠 곳 1건")
    assert app.dataframe[0].value["적힌 값"].tolist() == ["부산시"]
    assert store.published_results() == before


ODD = {
    "nothing.xlsx": b"",
    "noise.bin": bytes(range(256)) * 9,
    "broken.xlsx": SAMPLE.read_bytes()[:5000],
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "<script>alert(1)</script>.csv": b"<script>alert(1)</script>",
    "../../etc/passwd": b"root:x:0:0",
    "=cmd|'/c calc'!A0.csv": LIST_HEADER.encode(),
    "**bold** :red[x].csv": b"unit,indicator\n\xff\xfe",
    "published_results.csv": b"evaluation_year,place\n2023,1\n",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ODD)
def test_whatever_file_comes_there_is_a_sentence(desk: Callable[..., AppTest], name: str, language: str) -> None:
    app = drop(desk(lang=language), (name, ODD[name]))
    assert title_of(app)
    assert len(app.dataframe[0].value) >= 1
    assert not [one for one in app.button if one.key.startswith("apply_")]
