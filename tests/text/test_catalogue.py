from decimal import Decimal

import pytest

from app.text import catalogue
from app.text.catalogue import placeholders, text


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A catalogue of its own in two languages."""
    for language, sentence in (("ko", "{name:은/는} 없습니다"), ("en", "there is no {name}")):
        (tmp_path / language).mkdir()
        part = f'missing: "{sentence}"\nnested:\n  on: {{deep: "{language}"}}\n'
        (tmp_path / language / "part.yaml").write_text(part, encoding="utf-8")
        (tmp_path / language / "empty.yaml").write_text("# nothing yet\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue.texts.cache_clear()
    yield tmp_path
    catalogue.texts.cache_clear()


def test_keys_are_prefixed_by_their_part_and_joined_by_dots(folder):
    assert set(catalogue.texts("ko")) == {"part.missing", "part.nested.on.deep"}


def test_values_are_filled_in_with_the_fitting_particle(folder):
    assert text("part.missing", "ko", name="지표") == "지표는 없습니다"
    assert text("part.missing", "ko", name="순번") == "순번은 없습니다"
    assert text("part.missing", "en", name="rank") == "there is no rank"


def test_braces_in_a_value_are_only_characters(folder):
    assert text("part.missing", "en", name="{name.__class__}") == "there is no {name.__class__}"


def test_unknown_keys_languages_and_missing_values_are_key_errors(folder):
    with pytest.raises(KeyError):
        text("part.other", "ko")
    with pytest.raises(KeyError):
        text("part.missing", "fr", name="x")
    with pytest.raises(KeyError):
        text("part.missing", "ko")


def test_a_text_is_read_once(folder):
    text("part.missing", "en", name="x")
    (folder / "en" / "part.yaml").unlink()
    assert text("part.missing", "en", name="y") == "there is no y"


def test_values_may_be_called_key_or_language(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "texts", lambda language: {"a.b": "{key} {language}"})
    assert text("a.b", "ko", key=1, language="x") == "1 x"


def test_placeholders_of_a_template():
    assert placeholders("{a:이/가} and {b}, {{not}}") == {"a", "b"}


@pytest.fixture
def cells(monkeypatch):
    """One English text that counts cells."""
    counted = "{count} {count:cell changes|cells change}"
    within = "{count:the one cell|all {count} cells} of {unit}"
    templates = {"a.b": counted, "a.within": within, "a.wrong": "{count:cell|}"}
    monkeypatch.setattr(catalogue, "texts", lambda language: templates)


@pytest.mark.usefixtures("cells")
@pytest.mark.parametrize("one", [1, "1", Decimal(1)])
def test_one_is_counted_in_the_singular(one):
    assert text("a.b", "en", count=one) == "1 cell changes"


@pytest.mark.usefixtures("cells")
@pytest.mark.parametrize("many", [0, 2, 11, -1, "1,001", "1.0", Decimal("1.5"), "no"])
def test_everything_but_one_is_counted_in_the_plural(many):
    assert text("a.b", "en", count=many) == f"{many} cells change"


@pytest.mark.usefixtures("cells")
def test_a_form_may_hold_placeholders():
    assert text("a.within", "en", count=1, unit="U") == "the one cell of U"
    assert text("a.within", "en", count=3, unit="U") == "all 3 cells of U"
    assert placeholders("{count:the one {kind}|all {count} cells} of {unit}") == {"count", "kind", "unit"}


@pytest.mark.usefixtures("cells")
def test_a_choice_without_both_forms_is_no_format():
    with pytest.raises(ValueError, match="format"):
        text("a.wrong", "en", count=1)


def test_placeholders_of_a_counted_word_are_those_of_its_number():
    assert placeholders("{count} {count:cell|cells}") == {"count"}
