"""The month by department: who leads and who works along, what it costs, and what is asked by when."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.services.departments import Asked, asked_by, asked_of, departments_of, roles_of
from app.services.departments_tables import (
    department_sheet,
    department_table,
    departments_line,
    departments_table,
    departments_title,
)
from app.services.progress import Beside, Course, progress_of
from app.services.timeline import Timeline
from scoring.model import Accumulation, Department, Direction, Method, Name
from tests.scoring.build import indicator
from tests.services.progressing import DAY, JULY, courses, evaluation, results, view_of

CUTOFF = date(2023, 9, 30)
CIVIL, TAX = Department("civil", Name("민원과", "Civil")), Department("tax", Name("세정과", "Tax"))
IDLE = Department("idle", Name("한가과", "Idle"))
OF = evaluation(
    indicator("A", lead=CIVIL, collaborating=(TAX,)),
    indicator("B", lead=CIVIL),
    indicator("C", lead=TAX, collaborating=(IDLE,)),
    indicator("D"),
    submit_by=10,
)
MONTH = {JULY: {"A": 95, "B": 85, "C": 100, "D": ""}}
VIEW = view_of(OF, MONTH)
FOUND = progress_of(VIEW, "u", Beside(Timeline(results(OF, MONTH)), {}, DAY))
MONTHS = departments_of(VIEW.result, "u", FOUND, frozenset({"B", "D"}))


def test_every_indicator_stands_with_its_lead_and_with_everybody_who_works_along() -> None:
    held = {month.code: [(role.value, course.indicator.code) for role, course in roles_of(month)] for month in MONTHS}
    assert held == {
        "none": [("lead", "D")],
        "civil": [("lead", "B"), ("lead", "A")],
        "idle": [("collaborating", "C")],
        "tax": [("lead", "C"), ("collaborating", "A")],
    }


def test_those_with_most_at_risk_come_first() -> None:
    assert [month.code for month in MONTHS] == ["civil", "none", "idle", "tax"]


def test_what_is_lost_is_what_turning_all_of_it_brings() -> None:
    """Four indicators of a weight, S 100, A 90, B 80: A and B cost 10 / 4 and 20 / 4 points."""
    civil = next(month for month in MONTHS if month.code == "civil")
    before = VIEW.result.standings["u"].score
    assert before is not None
    assert civil.turned is not None
    assert civil.turned.score == before + civil.lost
    assert (civil.lost, civil.weak) == (Fraction(30, 4), 1)
    tax = next(month for month in MONTHS if month.code == "tax")
    assert (tax.lost, tax.turned, tax.weak) == (0, None, 0)


def test_the_table_counts_lights_and_hides_no_department() -> None:
    table = departments_table(MONTHS, "t", 1, "ko")
    rows = dict(zip(table.codes, table.rows, strict=True))
    assert len(rows) == len(MONTHS)
    civil, tax = rows["civil"], rows["tax"]
    assert [civil[key] for key in ("department", "led", "submitted", "overdue", "risk", "watch", "good")] == [
        "민원과",
        2,
        2,
        0,
        1,
        1,
        0,
    ]
    assert (civil["lost"], tax["joined"], tax["joined_risk"]) == (Decimal("7.500"), 1, 1)
    assert rows["none"]["overdue"] == 1


def test_title_and_line_name_what_is_to_be_seen_to() -> None:
    assert departments_title(VIEW, MONTHS, "ko") == "7월 주관부서 3개 중 2개 부서에 챙길 지표가 있습니다"
    assert departments_line(MONTHS, "ko").endswith("기한 지난 미입력이 있는 부서 1개")
    assert departments_title(VIEW, (), "ko") == "7월: 부서별로 볼 지표가 없습니다"
    assert departments_line((), "ko") == ""


def asked(course: Course) -> tuple[Asked | None, date | None]:
    return asked_of(course), asked_by(course, CUTOFF)


def test_a_value_is_asked_by_its_due_day_and_a_grade_by_the_cut_off() -> None:
    of = evaluation(*(indicator(code) for code in "ABCD"), submit_by=10)
    found = courses(of, {JULY: {"A": 95, "B": 100, "C": "n/a"}})
    assert [asked(found[code]) for code in "ABCD"] == [
        (Asked.RAISE, CUTOFF),
        (Asked.KEEP, CUTOFF),
        (None, None),
        (Asked.SUBMIT, date(2023, 8, 10)),
    ]


def test_what_is_asked_is_what_the_cut_off_asks_not_this_month() -> None:
    """60 of 90 by September: 70 should stand now, but 90 are asked by the end."""
    added = {"accumulation": Accumulation.CUMULATIVE, "target": Decimal(90), "unit_of_measure": Name("건", "cases")}
    of = evaluation(
        indicator("up", lead=CIVIL, **added),
        indicator("down", lead=CIVIL, direction=Direction.LOWER, decimals=0, target=Decimal(10)),
        indicator("hand", lead=CIVIL, method=Method.QUALITATIVE),
    )
    month = {JULY: {"up": 60, "down": 12, "hand": "B"}}
    view = view_of(of, month)
    found = progress_of(view, "u", Beside(Timeline(results(of, month)), {}, DAY))
    (civil,) = departments_of(view.result, "u", found, frozenset())
    rows = {row["indicator"]: row for row in department_table(view, civil, "ko").rows}
    assert [rows[code]["asked"] for code in ("up", "down", "hand")] == [
        "S: 90.0건 이상 (30.0건 더)",
        "S: 10 이하 (2 줄이기)",
        "S 등급 평정",
    ]


def test_the_sheet_leaves_cause_and_countermeasure_blank_and_says_what_turning_is_worth() -> None:
    civil = next(month for month in MONTHS if month.code == "civil")
    sheet = department_sheet(VIEW, "u", civil, "ko")
    assert sheet.title.replace("\N{NO-BREAK SPACE}", " ") == (
        "민원과: 주관 2개 중 2개 입력 · ■ 위험 1개 · ▲ 주의 1개 — 모두 최고 등급이면 종합점수 +7.500점, 1위 그대로"
    )
    assert {row[key] for row in sheet.rows for key in ("cause", "countermeasure")} == {None}
    assert sheet.codes == ("B", "A")
