"""Acts on a copy of the sample, written beside the screens that look at it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from streamlit.testing.v1 import AppTest

from app.services.closing_results import results_text
from app.services.months import score
from app.storage.frozen import ClosingDraft
from app.storage.records import Act, Content, Entry, ImportBatch, Key
from app.storage.store import Store
from scoring.model import State
from tests.dashboard import ROOT
from tests.screens.reading import shipped_definition

EVALUATION, MONTH, BUCHEON = "gyeonggi-2023", "2023-09", "41190"
PRIOR: Key = ("score", BUCHEON, "prior")
CARE: Key = ("value", BUCHEON, "K26")
WHO = "정책기획과 홍길동"
SHIPPED = "프로그램과 함께 온 자료"
START = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)


def written(store: Store, contents: dict[Key, str], *, file: str = "", who: str = "김보육") -> int:
    """The number of an act on the month: an import where it has a file, else an edit."""
    place = ("실적", "C5") if file else ("", "")
    entries = tuple(
        Entry(kind, unit, item, State.SUBMITTED, Decimal(value), None, "", *place)
        for (kind, unit, item), value in contents.items()
    )
    at = START + timedelta(hours=len(store.imports()))
    about = (EVALUATION, MONTH, entries, file, "5e" * 32 if file else "", who, at)
    number = store.apply_import(ImportBatch(*about, act=Act.IMPORT if file else Act.EDIT, note="공문 정정")).import_id
    assert number is not None
    return number


def standing(store: Store, key: Key) -> Content:
    """What stands in a cell that says something."""
    return store.month_content(EVALUATION, MONTH)[key]


def close(store: Store) -> None:
    """Close the month under the shipped definition."""
    definition = shipped_definition()
    text = (ROOT / "indicators.yaml").read_text(encoding="utf-8")
    result = score(store, definition.evaluation(EVALUATION), MONTH)
    draft = ClosingDraft(EVALUATION, MONTH, START, "이팀장", definition.checksum, text, results_text(result))
    store.close_month(draft, store.data_version())


def table_with(app: AppTest, *labels: str) -> Any:
    """The table that has these columns."""
    return next(one.value for one in app.dataframe if set(labels) <= set(one.value.columns))
