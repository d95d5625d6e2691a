"""A meeting on the sample, prepared through the services: with earlier decisions, cards, a note and a what-if."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from app.definition import load_definition
from app.services.cards import Card, Place, write_card
from app.services.decisions import Decision, State, record
from app.services.freezing import Scored, freeze, gather
from app.services.kept_scenarios import save
from app.services.meeting_deck import prepare
from app.services.meeting_scenarios import brought
from app.services.meetings import Item, Kept, Meeting, call_meeting, change_meeting, meetings_of
from app.services.months import month_view
from app.services.scenarios import Scenario
from app.storage.scenarios import Label
from app.storage.store import Store

CODE, MONTH, HOME = "gyeonggi-2023", "2023-07", "41190"
DEFINITION = Path(__file__).parents[2] / "indicators.yaml"
AT = datetime(2023, 8, 20, 5, tzinfo=UTC)
SIGNED = ("정책기획과 김주무관", AT)
TODAY = date(2023, 8, 20)
TITLE = "8월 추진상황 보고회"
NOTE = "4위와의 차이부터 말씀드립니다."
WHAT_IF = Scenario(
    CODE,
    "2023-08",
    weights={"prior": Fraction(20), "current": Fraction(80)},
    grades={(HOME, "K57"): "S", (HOME, "K20"): "S", ("41110", "K01"): "B", ("41280", "K01"): "B"},
)
WHAT_IF_NAME = Label("2024년 규정대로 전년도 20%이고 우리 두 지표가 오를 때", "지난 보고회에서 나온 질문")


def prepare_meeting(store: Store) -> str:
    """Call the August meeting, freeze July and write one card; gives the key of the meeting."""
    july = call_meeting(store, CODE, Meeting("7월 보고회", date(2023, 7, 25), "2023-06", HOME, "부시장"), SIGNED)
    late = Decision(july, "위반건축물 합동 점검", "building", date(2023, 8, 1), "K05", month="2023-06", value="98.1")
    for decision in (late, replace(late, text="안내문 발송", due=None, state=State.DONE)):
        record(store, CODE, decision, SIGNED)
    key = call_meeting(store, CODE, Meeting(TITLE, date(2023, 8, 22), MONTH, HOME, "부시장"), SIGNED)
    definition = load_definition(DEFINITION)
    view = month_view(store, definition, definition.evaluation(CODE), MONTH)
    scored = Scored(view, HOME, definition, DEFINITION.read_bytes())
    sources = gather(store, scored, TODAY)
    freeze(store, _kept(store, key), scored, lambda: sources, SIGNED)
    kept = _kept(store, key)
    noted = replace(kept.content, items=(Item("cover"), Item("follow_up"), Item("standing", note=NOTE)))
    saved = save(store, WHAT_IF, WHAT_IF_NAME, SIGNED[0], AT)
    with_what_if = brought(noted, saved, prepare(store, CODE, kept).view)
    assert isinstance(with_what_if, Meeting)
    change_meeting(store, CODE, kept, with_what_if, SIGNED)
    card = Card(
        "하반기에 예산이 배정되어 상반기 집행이 낮음",
        "7월 안에 이용자 전원에게 안내하고 가맹점을 늘림",
        date(2023, 9, 10),
    )
    write_card(store, Place(CODE, key, sources.chosen[0]), card, None, SIGNED)
    return key


def _kept(store: Store, key: str) -> Kept:
    return next(one for one in meetings_of(store, CODE) if one.key == key)
