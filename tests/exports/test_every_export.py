"""Every workbook that a screen gives says what it is of, and nothing in it can run."""

import io
import re
import shutil
import zipfile
from functools import cache

import openpyxl
import pytest
import streamlit as st

from tests.dashboard import dashboard

MONTH = "2023-08"
SCENARIO = "1~gyeonggi-2023~2023-08~w.current.4-5~w.prior.1-5~g.41430.K01.C"
SCREENS = {
    "status": ("pages/overview/status.py", {}),
    "ranking of a group": ("pages/overview/ranking.py", {"group": "2"}),
    "ranking of all groups": ("pages/overview/ranking.py", {"group": "all"}),
    "lost points": ("pages/overview/ranking.py", {"part": "lost", "node": "current"}),
    "comparison": ("pages/overview/ranking.py", {"part": "comparison", "second": "41280"}),
    "months": ("pages/overview/ranking.py", {"part": "months"}),
    "fields": ("pages/overview/fields.py", {}),
    "field": ("pages/overview/fields.py", {"field": "field-2"}),
    "indicator": ("pages/overview/fields.py", {"field": "field-1", "indicator": "K01"}),
    "published": ("pages/overview/published.py", {"year": "2023"}),
    "month": ("pages/review/month.py", {"light": "watch"}),
    "month by department": ("pages/review/month.py", {"by": "department"}),
    "warnings": ("pages/review/warnings.py", {"level": "medium"}),
    "warnings by rule": ("pages/review/warnings.py", {"by": "rule"}),
    "weak": ("pages/review/weak.py", {"rule": "not-top", "by": "field"}),
    "why it moved": ("pages/review/moved.py", {"against": "cutoff"}),
    "most worth doing": ("pages/review/worth.py", {}),
    "calendar": ("pages/review/calendar.py", {"view": "all"}),
    "departments": ("pages/review/departments.py", {}),
    "department": ("pages/review/departments.py", {"department": "welfare"}),
    "shortest way": ("pages/whatif/plan.py", {"goal": "rank-1", "rivals": "best", "effort": "K20:2.5,K57:x"}),
    "firmness": ("pages/whatif/firmness.py", {"spread": "all"}),
    "grades": ("pages/whatif/grades.py", {"scenario": SCENARIO}),
    "scenarios": ("pages/whatif/scenarios.py", {"scenario": SCENARIO}),
    "method": ("pages/material/method.py", {}),
}
CHOSEN = {
    "grades": ("전년도 실적 비중 20%(공식 30%) · 올해 실적 비중 80%(공식 70%) · 의왕시 K01 ",),
    "scenarios": ("지금 가정(저장 안 함): 전년도 실적 비중 20%(공식 30%), ",),
    "status": ("시군: 의왕시",),
    "ranking of a group": ("그룹: 2그룹",),
    "ranking of all groups": ("그룹: 1그룹", "그룹: 2그룹", "그룹: 3그룹"),
    "lost points": ("그룹: 3그룹 · 나누는 기준: ",),
    "comparison": ("시군: 의왕시 · 비교할 시군: 고양시",),
    "months": ("그룹: 3그룹",),
    "fields": ("시군: 의왕시",),
    "field": ("시군: 의왕시 · 분야: 역동적 경제",),
    "indicator": ("시군: 의왕시 · 지표: K01 ", "고른 조건 · 지표: K01 "),
    "published": ("연도: 2023",),
    "month": ("시군: 의왕시 · 신호: ▲ 주의",),
    "warnings": ("시군: 의왕시 · 수준: ▲ 주의",),
    "weak": ("시군: 의왕시 · 기준: ", "묶기: "),
    "why it moved": ("시군: 의왕시 · 견줄 달: 2022년 9월 · 2022년 경기도 시군종합평가",),
    "most worth doing": ("시군: 의왕시",),
    "department": ("시군: 의왕시 · 부서: 복지정책과",),
    "shortest way": (
        "시군: 의왕시 · 목표: 1위 · 경쟁 시군의 점수: 경쟁 시군은 낼 수 있는 최고 점수 · ",
        "단계별 노력: K20 2.5 · 바꿀 수 없음: K57",
    ),
    "firmness": ("시군: 의왕시 · 비중을 바꾸는 폭: 모든 비중 · 바꾸는 비중: 분야까지 · 표본: ",),
}
WHAT_IFS = ("shortest way", "firmness", "grades", "scenarios")


@pytest.fixture(scope="module")
def exports_of(built_database, tmp_path_factory):
    """Opens a screen and makes every workbook that it offers, once for each language."""
    copy = shutil.copyfile(built_database, tmp_path_factory.mktemp("exports") / "evaluation.duckdb")

    @cache
    def open_screen(name, language):
        made: list[bytes] = []

        def take(label, data, **options):
            if options.get("file_name", "").endswith(".xlsx"):
                made.append(data() if callable(data) else data)
            return False

        script, address = SCREENS[name]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("EVALUATION_DATABASE", str(copy))
            patch.setattr(st, "download_button", take)
            app = dashboard().switch_page(script)
            for choice, code in {"lang": language, "month": MONTH, "unit": "41430", **address}.items():
                app.query_params[choice] = code
            made.clear()
            app.run()
        assert not app.exception
        return list(made)

    return open_screen


def lines_of(data):
    """What stands above the table."""
    rows = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(max_col=1)]
    return rows[: rows.index(None)]


@pytest.mark.parametrize("name", SCREENS)
def test_a_workbook_says_evaluation_date_choices_and_that_it_is_demonstration_data(exports_of, name):
    made = exports_of(name, "ko")
    assert made
    headings = [lines_of(data) for data in made]
    if name == "published":
        headings = headings[:1]
    else:
        for heading in headings:
            assert "2023년 경기도 시군종합평가" in heading
            assert any("2023-08-31" in line for line in heading)
            assert "예시 데이터" in heading
            assert ("가정(공식 아님)" in heading) == (name in WHAT_IFS)
    for chosen in CHOSEN.get(name, ()):
        assert any(chosen in line for heading in headings for line in heading), headings


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_nothing_in_a_workbook_runs(exports_of, name, language):
    for data in exports_of(name, language):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
        assert not [
            part for part in parts if re.search(r"externalLink|vbaProject|connections|activeX|embeddings", part)
        ]
        sheets = b"".join(content for part, content in parts.items() if part.startswith("xl/worksheets/"))
        assert not re.search(rb"<f[ >/]|<hyperlink|<dataValidation|<conditionalFormatting", sheets)
        for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows():
            for cell in row:
                assert cell.data_type in "sn"
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix
