"""English texts agree with the numbers in them: 1 cell changes, 2 cells change."""

import re

from app.text.catalogue import placeholders, text, texts

REGULAR = """act assumption card case cell change column date day decimal deduction department error evaluation field
file grade indicator instruction item month note number office other place problem rank result row scenario score screen
set sheet source step time unit value warning weight year"""
NOUNS = {noun: f"{noun}s" for noun in REGULAR.split()} | {
    "bonus": "bonuses",
    "city": "cities",
    "county": "counties",
    "entry": "entries",
    "municipality": "municipalities",
}
VERBS = ("are", "change", "count", "differ", "do", "have", "owe", "were")

# One word may stand between the number and what is counted (1 weak indicator), but not one that is counted itself.
BETWEEN = rf"(?:(?!(?:{'|'.join(NOUNS)}|of|to|with|without)\b)[a-z]+ )?"
MANY = re.compile(rf"(?<![\w.])1 {BETWEEN}(?:{'|'.join(NOUNS.values())})\b")
DISAGREEING = re.compile(rf"(?<![\w.])(?<!and )1 {BETWEEN}(?:{'|'.join(NOUNS)}) (?:{'|'.join(VERBS)})\b")

# Limits of the program and numbers of which there are always several.
NEVER_ONE = {
    "backup.rule",
    "closing.proof.results_count",
    "closing.proof.same",
    "definition.too_many_aliases",
    "definition.too_many_entries",
    "intake.tables_joined.what",
    "intake.too_many_cells.expected",
    "intake.too_many_problems.what",
    "plausibility.copied_month.what",
    "plausibility.far_above.expected",
    "plausibility.same_column.what",
    "whatif_scenarios.problem.too_many.what",
    "whatif_weights.preset.older",
    "worth.rule",
}


def with_ones(key):
    """An English text in which every value is 1, but for the name of a municipality."""
    return text(key, "en", **dict.fromkeys(placeholders(texts("en")[key]), 1) | {"unit": "Na"})


def test_one_of_anything_is_not_many():
    said = {key: with_ones(key) for key in texts("en").keys() - NEVER_ONE}
    assert {key: hit[0] for key, words in said.items() if (hit := MANY.search(words))} == {}
    assert {key: hit[0] for key, words in said.items() if (hit := DISAGREEING.search(words))} == {}


def test_the_exceptions_are_still_needed():
    assert [key for key in NEVER_ONE if not MANY.search(with_ones(key))] == []
