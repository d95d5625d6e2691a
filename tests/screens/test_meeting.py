"""A meeting prepared, frozen and shown, and what it decided, in both languages and in every state."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.exports import hwpx_template
from app.services.decisions import Decision, State, decisions_of, record
from app.services.kept_scenarios import save
from app.services.meetings import Meeting, call_meeting, meetings_of
from app.services.scenarios import Scenario
from app.storage.records import Act, Entry, ImportBatch
from app.storage.scenarios import Label
from app.storage.store import Store
from scoring.model import State as CellState
from tests.dashboard import dashboard
from tests.screens.reading import LANGUAGES, UNTRANSLATED, hangul_of, headings_of, strings_of, title_of

CODE, MONTH, HOME = "gyeonggi-2023", "2023-07", "41190"
AGENDA, PRESENT, SPEAKER = "pages/meeting/agenda.py", "pages/meeting/present.py", "pages/meeting/speaker.py"
DECISIONS, PAPERS = "pages/meeting/decisions.py", "pages/meeting/papers.py"
AT = datetime(2023, 8, 20, tzinfo=UTC)
SIGNED = ("정책기획과 김주무관", AT)
TITLE = "8월 추진상황 보고회"
WRITTEN_BY_PEOPLE = (TITLE, "부시장", SIGNED[0])
Opener = Callable[..., AppTest]


@pytest.fixture
def opened(database: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Opens a page of the meeting on July 2023 of a copy of the sample."""
    monkeypatch.setenv("EVALUATION_DATABASE", str(database))

    def open_page(page: str, **address: str) -> AppTest:
        app = dashboard().switch_page(page)
        for name, code in ({"evaluation": CODE, "month": MONTH, "lang": "ko"} | address).items():
            app.query_params[name] = code
        return ran(app)

    return open_page


def ran(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return ran(app)


def called(opened: Opener, **address: str) -> AppTest:
    """The agenda with one meeting on it that is not frozen."""
    app = opened(AGENDA, **address)
    app.text_input(key="person").input(SIGNED[0])
    app.text_input(key="meeting_title").input(TITLE)
    app.text_input(key="meeting_chair").input("부시장")
    return press(app, "call_meeting")


def frozen(opened: Opener, **address: str) -> AppTest:
    return press(called(opened, **address), "freeze")


def stage_of(app: AppTest) -> dict[str, Any]:
    """What the stage of a page was given."""
    (stage,) = stages_of(app)
    data: dict[str, Any] = json.loads(stage.proto.json)
    return data


def stages_of(app: AppTest) -> list[Any]:
    """The stage of a page, beside other components; none where there is nothing to show."""
    return [one for one in app.get("bidi_component") if str(one.key).startswith("stage_")]


def titles(app: AppTest) -> list[str]:
    return [slide["title"] for slide in stage_of(app)["deck"]["slides"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_meeting_every_screen_says_what_to_do_first(opened: Opener, language: str) -> None:
    assert ("새 회의 만들기" if language == "ko" else "Call a new meeting") in strings_of(opened(AGENDA, lang=language))
    for page in (PRESENT, SPEAKER):
        app = opened(page, lang=language)
        assert stages_of(app) == []
        assert app.info
    assert title_of(opened(DECISIONS, lang=language))


def test_a_meeting_is_called_and_frozen_and_its_screens_are_counted(opened: Opener, store: Store) -> None:
    app = called(opened)
    assert title_of(app) == f"{TITLE}: 아직 자료를 고정하지 않았습니다"
    (kept,) = meetings_of(store, CODE)
    assert (kept.content.title, kept.content.chair, kept.who) == (TITLE, "부시장", SIGNED[0])
    app = press(app, "freeze")
    assert title_of(app) == f"{TITLE}: 화면 19개, 지표 카드 10장 중 0장 작성"
    assert meetings_of(store, CODE)[0].content.snapshot == 1


def test_without_a_name_nothing_is_written(opened: Opener, store: Store) -> None:
    app = opened(AGENDA)
    app.text_input(key="meeting_title").input(TITLE)
    app = press(app, "call_meeting")
    assert [warning.value for warning in app.warning] == ["준비하는 사람의 이름을 적어 주십시오."]
    assert meetings_of(store, CODE) == ()


def test_what_is_shown_stays_when_the_data_move_and_the_planner_is_told(opened: Opener, store: Store) -> None:
    frozen(opened)
    before = stage_of(opened(PRESENT))["deck"]
    entry = Entry("value", HOME, "K05", CellState.SUBMITTED, Decimal("12.3"), None, "", "", "")
    store.apply_import(ImportBatch(CODE, MONTH, (entry,), "", "", "김", AT, act=Act.EDIT, note="정정"))
    assert stage_of(opened(PRESENT))["deck"] == before
    agenda = opened(AGENDA)
    assert [info.value for info in agenda.info] == [
        "고정한 뒤에 자료가 바뀌었습니다. 새 자료로 회의하려면 다시 고정하세요."
    ]
    agenda.text_input(key="person").input(SIGNED[0])
    press(agenda, "freeze")
    after = stage_of(opened(PRESENT))["deck"]
    assert after["snapshot"] != before["snapshot"]
    assert after["slides"] != before["slides"]


def test_every_page_says_of_what_it_is(opened: Opener) -> None:
    frozen(opened)
    deck = stage_of(opened(PRESENT))["deck"]
    assert deck["evaluation"] == "2023년 경기도 시군종합평가"
    assert deck["data_date"] == "2023-07-31"
    assert deck["snapshot"].startswith("1-")
    assert deck["marks"][0] == "예시 데이터"
    assert deck["filters"] == ["부천시"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [AGENDA, PRESENT, SPEAKER, DECISIONS, PAPERS])
def test_a_prepared_meeting_is_whole_in_each_language(opened: Opener, page: str, language: str) -> None:
    frozen(opened)
    app = opened(page, lang=language)
    said = "\n".join(strings_of(app))
    assert not UNTRANSLATED.findall(said)
    if language == "en":
        assert hangul_of(app, *WRITTEN_BY_PEOPLE) == []


def test_the_agenda_is_put_in_another_order_and_slides_are_left_out(opened: Opener, store: Store) -> None:
    app = frozen(opened)
    usual = titles(opened(PRESENT))
    app.session_state[f"agenda_m1_{meetings_of(store, CODE)[0].entry}"] = {
        "edited_rows": {3: {"order": 1.5, "note": "먼저 말씀드립니다"}, 1: {"shown": False}},
        "added_rows": [],
        "deleted_rows": [],
    }
    press(app, "save_order")
    shown = opened(PRESENT)
    assert titles(shown) == [usual[0], usual[3], usual[2], *usual[4:]]
    assert stage_of(shown)["deck"]["slides"][1]["notes"][-1] == "먼저 말씀드립니다"


def test_a_card_stands_on_the_slide_of_its_indicator(opened: Opener) -> None:
    app = frozen(opened)
    code = app.selectbox(key="card").value
    cause = next(area for area in app.text_area if area.key and area.key.startswith("card_cause_"))
    measure = next(area for area in app.text_area if area.key and area.key.startswith("card_measure_"))
    cause.input("하반기에 예산이 배정됨")
    measure.input("7월 안에 이용자 안내")
    app = press(app, "save_card")
    assert title_of(app).endswith("지표 카드 10장 중 1장 작성")
    slides = stage_of(opened(PRESENT))["deck"]["slides"]
    slide = next(one for one in slides if one["indicator"] == code and one["part"] == "weak")
    said = {paragraph["label"]: paragraph["text"] for paragraph in slide["paragraphs"]}
    assert (said["부진 원인"], said["대책"]) == ("하반기에 예산이 배정됨", "7월 안에 이용자 안내")
    assert said["기한"] == "아직 적지 않았습니다"


def test_a_slide_is_added_and_taken_out_again(opened: Opener) -> None:
    app = frozen(opened)
    app.text_input(key="meeting_extra").input("하반기 일정")
    app.text_area(key="meeting_lines").input("9월 5일 현장 점검\n\n9월 26일 보고회")
    press(app, "add_extra")
    slides = stage_of(opened(PRESENT))["deck"]["slides"]
    added = next(slide for slide in slides if slide["title"] == "하반기 일정")
    assert [paragraph["text"] for paragraph in added["paragraphs"]] == ["9월 5일 현장 점검", "9월 26일 보고회"]
    app = opened(AGENDA)
    app.text_input(key="person").input(SIGNED[0])
    press(app, "drop_extra.1")
    assert "하반기 일정" not in titles(opened(PRESENT))


def test_a_kept_scenario_is_brought_in_marked_and_taken_out_again(opened: Opener, store: Store) -> None:
    wanted = Scenario(CODE, "2023-08", grades={(HOME, "K57"): "S"})
    save(store, wanted, Label("K57만 S", "지난 회의 질문"), "김", AT)
    save(store, replace(wanted, grades={("99999", "K57"): "S"}), Label("없는 시군", ""), "김", AT)
    app = frozen(opened)
    app.selectbox(key="meeting_scenario").select_index(0)
    app = press(app, "add_what_if")
    assert [warning.value.replace("\\", "") for warning in app.warning] == [
        "‘없는 시군’을 더하지 않았습니다. 이 회의에 고정한 2023년 7월 자료에 적용할 수 없습니다. "
        "가정에 있는 시군 ‘99999’는 이 평가에 없습니다."
    ]
    assert meetings_of(store, CODE)[0].content.what_ifs == ()
    app.selectbox(key="meeting_scenario").select_index(1)
    app = press(app, "add_what_if")
    assert title_of(app) == f"{TITLE}: 화면 20개, 지표 카드 10장 중 0장 작성"
    assert "K57만 S — 지난 회의 질문" in headings_of(app)
    shown = stage_of(opened(PRESENT))["deck"]["slides"]
    slide = next(one for one in shown if one["part"] == "scenario")
    assert (slide["title"], slide["mark"]) == (
        "가정: K57을 S로 올리면 부천시 4위, 공식 5위보다 1계단 위",
        "가정(공식 아님)",
    )
    assert shown[shown.index(slide) - 1]["part"] == "shortest"
    app = opened(AGENDA)
    app.text_input(key="person").input(SIGNED[0])
    app = press(app, "drop_scenario.1")
    assert meetings_of(store, CODE)[0].content.what_ifs == ()
    assert len(app.selectbox(key="meeting_scenario").options) == 2


def test_the_next_meeting_opens_with_what_became_of_the_last_instructions(opened: Opener, store: Store) -> None:
    july = call_meeting(store, CODE, Meeting("7월 보고회", date(2023, 7, 25), "2023-06", HOME), SIGNED)
    late = Decision(july, "합동 점검", "building", date(2023, 8, 1), "K05", month="2023-06", value="98.1")
    record(store, CODE, late, SIGNED)
    record(store, CODE, replace(late, text="안내문 발송", due=None, state=State.DONE), SIGNED)
    frozen(opened)
    slides = stage_of(opened(PRESENT))["deck"]["slides"]
    follow_up = slides[1]
    assert follow_up["title"] == "지난 지시사항 2건: 기한 지남 1건, 완료 1건"
    rows = [[cell["text"] for cell in row] for row in follow_up["table"]["rows"]]
    assert [row[0] for row in rows] == ["합동 점검", "안내문 발송"]
    assert rows[0][3] == "기한 지남"
    assert rows[0][4].startswith("98.1% → ")


@pytest.mark.parametrize(
    ("address", "first", "listed"),
    [
        ({}, "지시사항 2건 중 완료 1건 · 기한 지남 1건", ["합동 점검"]),
        ({"which": "all"}, "지시사항 2건 중 완료 1건 · 기한 지남 1건", ["합동 점검", "안내문 발송"]),
        ({"which": "all", "department": "childcare"}, "지시사항 2건 중 완료 1건 · 기한 지남 1건", ["안내문 발송"]),
    ],
)
def test_instructions_are_listed_by_state_and_department(
    opened: Opener, store: Store, address: dict[str, str], first: str, listed: list[str]
) -> None:
    late = Decision("m1", "합동 점검", "building", date(2023, 8, 1))
    record(store, CODE, late, SIGNED)
    record(store, CODE, replace(late, text="안내문 발송", department="childcare", state=State.DONE), SIGNED)
    app = opened(DECISIONS, **address)
    assert title_of(app) == first
    assert list(app.dataframe[0].value["내용"]) == listed


def test_an_instruction_is_changed_and_keeps_its_history(opened: Opener, store: Store) -> None:
    key = record(store, CODE, Decision("m1", "합동 점검", "building", date(2030, 8, 1)), SIGNED)
    app = opened(DECISIONS, decision=key)
    app.text_input(key="person").input(SIGNED[0])
    state = next(box for box in app.selectbox if box.key and box.key.startswith(f"state_{key}_"))
    state.select("dropped")
    app = press(app, "save_decision")
    assert [warning.value for warning in app.warning] == ["그만두는 까닭을 적어 주십시오."]
    reason = next(one for one in app.text_input if one.key and one.key.startswith(f"reason_{key}_"))
    reason.input("소송이 진행 중")
    app = press(app, "save_decision")
    assert decisions_of(store, CODE)[0].content.state is State.DROPPED
    assert list(app.table[0].value["상태"]) == ["착수 전", "종결(미추진)"]


def test_an_instruction_is_written_down_outside_the_meeting_screen(opened: Opener, store: Store) -> None:
    app = opened(DECISIONS)
    app.text_input(key="person").input(SIGNED[0])
    app.text_area(key="text_new").input("공동주택 점검 결과 보고")
    app.selectbox(key="department_new").select("housing")
    app.selectbox(key="indicator_new").select("K05")
    press(app, "record_decision")
    (kept,) = decisions_of(store, CODE)
    assert (kept.content.text, kept.content.department, kept.content.indicator) == (
        "공동주택 점검 결과 보고",
        "housing",
        "K05",
    )
    assert kept.content.value is not None


def test_overdue_instructions_stand_among_the_early_warnings(opened: Opener, store: Store) -> None:
    late = Decision("m1", "합동 점검", "building", date(2023, 8, 1))
    for decision in (late, replace(late, text="끝난 일", state=State.DONE), replace(late, text="먼 일", due=None)):
        record(store, CODE, decision, SIGNED)
    app = opened("pages/review/warnings.py")
    assert "기한이 지난 지시사항 1건" in "\n".join(strings_of(app))
    assert list(app.dataframe[0].value["내용"]) == ["합동 점검"]


def test_papers_are_offered_only_of_frozen_data_and_of_a_template_that_can_be_filled(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called(opened)
    app = opened(PAPERS)
    assert not app.get("download_button")
    assert "자료를 고정" in app.info[0].value
    agenda = opened(AGENDA)
    agenda.text_input(key="person").input(SIGNED[0])
    press(agenda, "freeze")
    app = opened(PAPERS)
    assert title_of(app).startswith(f"{TITLE} 회의 자료 · 고정본 #1-")
    assert len(app.get("download_button")) == 5
    app = press(app, "make_all")
    assert not app.error
    assert len(app.get("download_button")) == 6
    template = tmp_path / "report.hwpx"
    template.write_bytes(b"no zip")
    monkeypatch.setattr(hwpx_template, "TEMPLATE", template)
    app = ran(app)
    assert [button.proto.disabled for button in app.get("download_button")] == [False, True, False, False, False, False]
    assert "한글에서 HWPX 형식으로 저장한" in app.error[0].value
