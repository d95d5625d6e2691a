"""What-ifs in a meeting: copied, computed from the frozen month alone, never taken for the official result."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from app.services.kept_scenarios import kept_scenarios, save, save_over
from app.services.meeting_deck import agenda_of, deck_of_meeting, prepare
from app.services.meeting_scenarios import applied, brought, offered, scenario_slides
from app.services.meetings import (
    Item,
    Kept,
    Meeting,
    change_meeting,
    meetings_of,
    with_extra,
    with_what_if,
    without,
)
from app.services.months import month_view
from app.services.scenarios import Scenario, encode, result_of
from app.services.slides import DotStrip, Part, Slide, deck_text
from app.storage.records import Act, Entry, ImportBatch, LedgerDraft
from app.storage.scenarios import Label, SavedScenario
from app.storage.store import Store, open_store
from scoring.model import Definition, State
from scoring.problem import Problem
from tests.meeting.prepared import CODE, HOME, MONTH, SIGNED, TODAY, WHAT_IF, WHAT_IF_NAME, prepare_meeting
from tests.services import named

KEY = "m2"
AT = datetime(2023, 8, 20, tzinfo=UTC)
AUGUST = Meeting("8월 추진상황 보고회", date(2023, 8, 22), "2023-09", "b")
VIEW = named.view(named.result())
UP = Scenario("e", VIEW.month, grades={("b", "Y"): "S"})
OLDER = (
    '{"title":"7월 보고회","held_on":"2023-07-25","month":"2023-06","unit":"41190","chair":"","snapshot":null,'
    '"items":[],"extras":[{"key":"extra.1","title":"일정","lines":[]}],"dropped":false}'
)


@pytest.fixture(scope="module")
def database(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a prepared meeting; nobody writes into it."""
    path = Path(shutil.copyfile(built_database, tmp_path_factory.mktemp("what_ifs") / "prepared.duckdb"))
    with open_store(path) as store:
        assert prepare_meeting(store) == KEY
    return path


@pytest.fixture
def sample(database: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it of its own."""
    with open_store(Path(shutil.copyfile(database, tmp_path / "sample.duckdb"))) as opened:
        yield opened


def meeting(store: Store) -> Kept:
    """The prepared meeting as it stands."""
    return next(one for one in meetings_of(store, CODE) if one.key == KEY)


def slides_for(*scenarios: Scenario, unit: str = "b", language: str = "ko") -> list[Slide]:
    meeting = AUGUST
    for scenario in scenarios:
        meeting = with_what_if(meeting, "이름", "메모", encode(scenario))
    return list(scenario_slides(VIEW, unit, applied(VIEW, meeting.what_ifs), language))


def saved(content: str) -> SavedScenario:
    return SavedScenario(1, "e", Label("이름", "메모"), content, AT, "김")


def test_rank_score_and_award_are_those_computed_by_hand() -> None:
    """b: 0.3 x 96 + 0.7 x 290/3 = 96.47 officially; with S in Y 0.3 x 96 + 0.7 x 100 = 98.80, above the 97 of a."""
    (slide,) = slides_for(UP)
    assert slide.title == "가정: Y를 S로 올리면 나시 1위, 공식 2위보다 1계단 위"
    assert slide.line == ("공식 2위(96.47점) → 가정 1위(98.80점) · 시상 우수 → 최우수 · ‘이름’: 나시 Y A → S")
    assert isinstance(slide.figure, DotStrip)
    shown = [(point.label, point.shown, point.home) for point in slide.figure.points]
    assert shown == [
        ("나시", "98.80 · 공식 2위", True),
        ("가시", "97.00 · 공식 1위", False),
        ("다시", "75.47 · 공식 3위", False),
    ]
    assert slide.figure.points[0].value == Decimal("98.80")
    assert slide.notes[1:] == ("메모", "나시 Y A → S")


@pytest.mark.parametrize("unit", ["a", "b", "c", "d"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_kind_of_change_has_a_sentence_and_leads_to_where_it_was_set(unit: str, language: str) -> None:
    weights = Scenario("e", VIEW.month, weights={"prior": Fraction(80), "current": Fraction(20)})
    inside = Scenario("e", VIEW.month, weights={"X": Fraction(3)})
    slides = slides_for(UP, weights, inside, replace(weights, grades=UP.grades), unit=unit, language=language)
    assert all(slide.title.startswith({"ko": "가정: ", "en": "What-if: "}[language]) for slide in slides)
    assert [[jump.page for jump in slide.jumps] for slide in slides] == [
        ["grades", "scenarios"],
        ["weights", "scenarios"],
        ["weights", "scenarios"],
        ["weights", "grades", "scenarios"],
    ]
    assert slides[0].jumps[0].choices == (("scenario", encode(UP)),)


def test_a_rank_that_falls_stays_is_shared_or_is_none_is_said_so() -> None:
    titles = {unit: slides_for(UP, unit=unit)[0].title for unit in ("a", "c")}
    assert titles["a"] == "가정: 나시 Y를 S로 올리면 가시 2위, 공식 1위보다 1계단 아래"
    assert titles["c"] == "가정: 나시 Y를 S로 올리면 다시 그대로 3위"
    level = Scenario("e", VIEW.month, weights={"prior": Fraction(0), "current": Fraction(1)}, grades=UP.grades)
    assert slides_for(level)[0].title.endswith("나시 공동 1위, 공식 2위보다 1계단 위")
    assert slides_for(level, unit="a")[0].title.endswith("가시 공동 1위, 공식 1위")
    nothing = {("b", code): State.NOT_APPLICABLE.value for code in "XYZ"}
    assert slides_for(replace(level, grades=nothing))[0].title == (
        "가정: 비중·점수와 지표 3칸을 바꾸면 나시는 점수가 없어 순위도 없음"
    )


def test_one_that_does_not_fit_the_frozen_month_is_refused_with_the_reason() -> None:
    assert isinstance(brought(AUGUST, saved(encode(UP)), VIEW), Meeting)
    gone = brought(AUGUST, saved(encode(replace(UP, grades={("z", "Y"): "S"}))), VIEW)
    other = brought(AUGUST, saved(encode(replace(UP, evaluation="other"))), VIEW)
    assert [one.code for one in (gone, other) if isinstance(one, Problem)] == [
        "whatif_scenarios.problem.unknown_unit",
        "whatif_scenarios.problem.other_evaluation",
    ]


def test_what_is_in_the_meeting_is_offered_again_only_when_it_has_changed(store: Store) -> None:
    kept = save(store, UP, Label("이름", "메모"), "김", AT)
    with_it = brought(AUGUST, kept, VIEW)
    assert isinstance(with_it, Meeting)
    assert offered(AUGUST, kept_scenarios(store, VIEW)) == (kept,)
    assert offered(with_it, kept_scenarios(store, VIEW)) == ()
    save_over(store, kept, replace(UP, grades={("b", "Y"): "B"}), "김", AT)
    assert [one.label.name for one in offered(with_it, kept_scenarios(store, VIEW))] == ["이름"]


def test_what_is_added_anew_never_takes_place_and_note_of_what_was_dropped() -> None:
    """Of a meeting written by an earlier program, which left the place of a dropped slide behind, too."""
    noted = replace(with_extra(AUGUST, "일정", ()), items=(Item("extra.1", note="먼저"), Item("standing")))
    for meeting in (without(noted, "extra.1"), replace(noted, extras=())):
        again = with_extra(meeting, "다른 일", ())
        assert [item.note for item in again.items if item.key == again.extras[0].key] == []
    shown = with_what_if(with_what_if(AUGUST, "하나", "", "1"), "둘", "", "2")
    left = with_what_if(without(replace(shown, items=(Item("scenario.2", False),)), "scenario.1"), "셋", "", "3")
    assert [(one.key, one.name) for one in left.what_ifs] == [("scenario.2", "둘"), ("scenario.3", "셋")]
    assert left.items == (Item("scenario.2", False),)


def test_a_meeting_from_before_there_were_what_ifs_is_read(store: Store) -> None:
    store.write_ledger((LedgerDraft(CODE, "meeting", "m1", OLDER),), *SIGNED, seen={"m1": None})
    (kept,) = meetings_of(store, CODE)
    assert (kept.content.title, kept.content.what_ifs) == ("7월 보고회", ())
    change_meeting(store, CODE, kept, with_what_if(kept.content, "이름", "", encode(WHAT_IF)), SIGNED)
    assert [one.name for one in meetings_of(store, CODE)[0].content.what_ifs] == ["이름"]


def test_it_stays_what_it_was_when_the_data_and_the_scenario_move(sample: Store, definition: Definition) -> None:
    evaluation = definition.evaluation(CODE)
    view = month_view(sample, definition, evaluation, MONTH)
    before = {
        language: deck_of_meeting(prepare(sample, CODE, meeting(sample)), TODAY, language) for language in ("ko", "en")
    }
    (slide,) = (one for one in before["ko"].slides if one.part is Part.SCENARIO)
    standing = result_of(view, WHAT_IF).standings[HOME]
    assert slide.title == f"가정: 비중·점수와 지표 4칸을 바꾸면 부천시 {standing.rank}위, 공식 5위보다 1계단 위"
    assert "이 시나리오는 2023년 8월 자료를 보며 만든 것입니다." in slide.notes
    (kept,) = kept_scenarios(sample, view)
    save_over(sample, kept.saved, replace(WHAT_IF, grades={(HOME, "K57"): "D"}), "김", AT)
    (again,) = kept_scenarios(sample, view)
    sample.delete_scenario(again.saved.id, "김", AT)
    entry = Entry("value", HOME, "K05", State.SUBMITTED, Decimal("12.3"), None, "", "", "")
    sample.apply_import(ImportBatch(CODE, MONTH, (entry,), "", "", "김", AT, act=Act.EDIT, note="정정"))
    assert result_of(month_view(sample, definition, evaluation, MONTH), WHAT_IF).standings[HOME] != standing
    for language, deck in before.items():
        now = deck_of_meeting(prepare(sample, CODE, meeting(sample)), TODAY, language)
        assert deck_text(now) == deck_text(deck)


def test_it_is_ordered_noted_left_out_and_dropped_as_other_items(sample: Store) -> None:
    def write(now: Meeting) -> list[str]:
        change_meeting(sample, CODE, meeting(sample), now, SIGNED)
        return [slide.key for slide in deck_of_meeting(prepare(sample, CODE, meeting(sample)), TODAY, "ko").slides]

    items = (Item("cover"), Item("scenario.1", note="먼저 봅니다"), Item("follow_up"))
    assert write(replace(meeting(sample).content, items=items))[:3] == ["cover", "scenario.1", "follow_up"]
    assert "scenario.1" not in write(replace(meeting(sample).content, items=(Item("scenario.1", shown=False),)))
    agenda = agenda_of(prepare(sample, CODE, meeting(sample)), TODAY, "ko")
    assert [item.shown for item, slide in agenda if slide.part is Part.SCENARIO] == [False]
    assert "scenario.1" not in write(without(meeting(sample).content, "scenario.1"))
    assert meeting(sample).content.what_ifs == ()
    assert WHAT_IF_NAME.name in [one.label.name for one in sample.scenarios(CODE)]
