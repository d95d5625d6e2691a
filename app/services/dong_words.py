"""What is said of values per dong: the finding, what they make beside the unit's value, who lags, who wrote first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from app.services.dong_entry import About, Clash, Draft, Plan, Typed
from app.services.dongs import Kept, Part, Sheet, Stand, rounded, together
from app.services.entry_words import touched_words, typed_words
from app.services.problems import describe
from app.services.tables import Cell, Column, Kind, Table
from app.services.wording import NOTHING, difference_in_unit, name_in, number_text, value_text
from app.storage.records import CellSource, Content
from app.text.catalogue import text
from scoring.grade import grade, yardstick
from scoring.model import Evaluation, Indicator, Observation, Parts, State
from scoring.rounding import plain_decimal, round_half_up


def dongs_title(draft: Draft, stands: Sequence[Stand], language: str) -> str:
    """What is not saved, what is missing, what disagrees, else which dong lags most."""
    sheet = draft.sheet
    name = name_in(sheet.indicator.name, language)
    counts = {"name": name, "count": len(sheet.dongs), "entered": len(sheet.entered)}
    if draft.typed:
        return text("dongs.title.unsaved", language, name=name, typed=len(draft.typed))
    if not sheet.entered:
        return text("dongs.title.nothing", language, **counts)
    if sheet.made is None:
        return text("dongs.title.incomplete", language, **counts)
    made = value_text(sheet.indicator, sheet.made, language)
    if not sheet.agrees:
        return text("dongs.title.differs", language, name=name, made=made, city=city_text(sheet, language))
    worst = stands[0] if stands and stands[0].lags else None
    if worst is None:
        return text("dongs.title.level", language, made=made, **counts)
    short = difference_in_unit(_finer(sheet, worst), worst.short, language)
    dong = name_in(worst.dong.name, language)
    return text("dongs.title.lags", language, made=made, dong=dong, short=short, **counts)


def city_text(sheet: Sheet, language: str) -> str:
    """The value of the unit as it stands, or the word for its state."""
    if sheet.city_value is not None:
        return value_text(sheet.indicator, sheet.city_value, language)
    return typed_words(sheet.indicator, sheet.city, language) or text("words.not_submitted", language)


def made_text(sheet: Sheet, language: str) -> str:
    """The value that the dongs which have entered make so far."""
    exact = together(sheet.kind, list(sheet.entered.values()))
    if exact is None:
        return NOTHING
    return value_text(sheet.indicator, rounded(sheet.indicator, sheet.kind, exact), language)


def part_text(part: Part | None, sheet: Sheet, language: str) -> str:
    """What a dong entered: its value, or its ratio with done and total."""
    if part is None or not part.is_whole(sheet.kind):
        return NOTHING
    if sheet.kind is Parts.SUM:
        return value_text(sheet.indicator, part.value, language)
    ratio = together(sheet.kind, [part])
    shown = NOTHING if ratio is None else value_text(sheet.indicator, ratio, language)
    done, total = (number_text(plain_decimal(Fraction(one))) for one in (part.done or 0, part.total or 0))
    return text("dongs.ratio", language, ratio=shown, done=done, total=total)


def verdict_text(stand: Stand, sheet: Sheet, language: str) -> str:
    """The sign and the word of how a dong stands, with how far it is behind or ahead."""
    if stand.figure is None:
        return text("dongs.verdict.missing", language)
    if stand.short is None:
        return text("dongs.verdict.unmarked", language)
    key = "behind" if stand.short > 0 else "ahead" if stand.short < 0 else "level"
    gap = difference_in_unit(_finer(sheet, stand), abs(stand.short), language)
    return text(f"dongs.verdict.{key}", language, gap=gap)


def _finer(sheet: Sheet, stand: Stand) -> Indicator:
    """The indicator shown with one decimal more where the share of a sum needs it, so that mark and gap agree."""
    indicator, shown = sheet.indicator, (stand.mark, stand.short)
    coarse = any(one is not None and one != round_half_up(one, indicator.decimals) for one in shown)
    return replace(indicator, decimals=indicator.decimals + 1) if coarse and sheet.kind is Parts.SUM else indicator


def mark_text(sheet: Sheet, language: str) -> str:
    """What every dong is held against."""
    return text(f"dongs.mark.{sheet.kind.value}", language)


def saving_text(evaluation: Evaluation, plan: Plan, language: str) -> str:
    """What saving does to the value of the unit and its grade, or why it leaves it alone."""
    sheet = plan.sheet
    if plan.value is None:
        names = ", ".join(_named(sheet, dong, language) for dong in plan.missing)
        key = "dongs.saving.incomplete" if names else "dongs.saving.no_total"
        return text(key, language, names=names, city=city_text(sheet, language))
    values = {"made": value_text(sheet.indicator, plan.value, language), "city": city_text(sheet, language)}
    if not plan.writes_value:
        return text("dongs.saving.same", language, **values)
    before = grade_text(evaluation, sheet, sheet.city, language)
    after = grade_text(evaluation, sheet, Content(State.SUBMITTED, plan.value), language)
    return text("dongs.saving.writes", language, before=before, after=after, **values)


def grade_text(evaluation: Evaluation, sheet: Sheet, content: Content | None, language: str) -> str:
    """The grade that a content of the unit's cell has in the month."""
    if content is None or content.state is not State.SUBMITTED:
        return NOTHING
    measure = yardstick(evaluation, sheet.indicator, sheet.place.unit, sheet.place.month)
    step = grade(Observation(State.SUBMITTED, content.value, content.grade), measure).step
    return NOTHING if step is None else step.letter


def _named(sheet: Sheet, dong: str, language: str) -> str:
    return next((name_in(one.name, language) for one in sheet.dongs if one.code == dong), dong)


def stands_table(sheet: Sheet, stands: Iterable[Stand], language: str) -> Table:
    """One row per dong, the farthest behind first: what it entered, the month before, its mark, who wrote it."""
    keys = ("dong", "entered", "before", "mark", "verdict", "touched")
    columns = tuple(
        Column(
            key,
            text(f"dongs.column.{key}", language),
            Kind.FIGURES if key in ("entered", "before", "mark") else Kind.WORDS,
        )
        for key in keys
    )
    rows: list[dict[str, Cell]] = []
    for stand in stands:
        kept = sheet.parts.get(stand.dong.code)
        rows.append(
            {
                "dong": name_in(stand.dong.name, language),
                "entered": part_text(kept.content if kept else None, sheet, language),
                "before": part_text(sheet.before.get(stand.dong.code), sheet, language),
                "mark": value_text(_finer(sheet, stand), stand.mark, language),
                "verdict": verdict_text(stand, sheet, language),
                "touched": touched_text(kept, language),
            }
        )
    return Table(text("dongs.table", language), columns, rows)


def touched_text(kept: Kept | None, language: str) -> str:
    """Who entered something for a dong last and when."""
    return NOTHING if kept is None else touched_words(CellSource("", "", "", kept.who, kept.at), language)


def problems_rows(sheet: Sheet, errors: Iterable[About], language: str) -> list[dict[str, str]]:
    """One row for everything that cannot be saved: which dong, what was typed, what is wrong."""
    labels = {key: text(f"dongs.column.{key}", language) for key in ("dong", "typed", "problem")}
    return [
        {
            labels["dong"]: _named(sheet, about.dong, language),
            labels["typed"]: typed_text(about.typed),
            labels["problem"]: describe(about.problem, language),
        }
        for about in errors
    ]


def clash_rows(sheet: Sheet, clashes: Iterable[Clash], language: str) -> list[dict[str, str]]:
    """One row for every dong that somebody else wrote first: what was typed, what stands now, who wrote it."""
    labels = {key: text(f"dongs.column.{key}", language) for key in ("dong", "mine", "found", "touched")}
    return [
        {
            labels["dong"]: _named(sheet, clash.dong, language),
            labels["mine"]: NOTHING if clash.mine is None else typed_text(clash.mine),
            labels["found"]: part_text(clash.found.content if clash.found else None, sheet, language),
            labels["touched"]: touched_text(clash.found, language),
        }
        for clash in clashes
    ]


def typed_text(typed: Typed) -> str:
    """What was typed, as it was typed."""
    return " / ".join(words.strip() or NOTHING for words in typed)
