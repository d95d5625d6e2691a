from functools import cache
from pathlib import Path

import pytest
from PIL import ImageFont

from app.charts.measure import line_count, longest_word, plain, text_width, wrap
from app.text.catalogue import texts

FONT = Path(__file__).parents[2] / "static" / "PretendardVariable.woff2"
NAMES = (
    "부천시",
    "동두천시",
    "98.92",
    "+0.21",
    "−1,234.5%",
    "3위 부천시",
    "Gwangmyeong",
    "Namyangju",
    "MWMW",
    "100.82 × 70% = 70.57",
    "위반건축물 조치율(%)",
    "R&D 예산",
)


@cache
def font_of(weight):
    font = ImageFont.truetype(str(FONT), 100)
    font.set_variation_by_name(weight)
    return font


def real_width(text, size, weight):
    return font_of(weight).getlength(text) * size / 100


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bold", [False, True])
def test_the_estimate_is_never_below_the_width_in_the_font_of_the_house(name, bold):
    real = real_width(name, 14, "Bold" if bold else "Regular")
    assert real <= text_width(plain(name), 14, bold=bold) <= real * 1.6


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_estimate_holds_for_every_text_of_the_charts(language):
    for key, template in texts(language).items():
        if key.startswith("charts."):
            assert real_width(template, 13, "Regular") <= text_width(plain(template), 13), key


def test_markup_takes_no_room_and_the_widest_line_counts():
    assert text_width("<b>가</b><br>가나다", 10) == text_width("<b>가나다</b>", 10)


def test_wrapping_keeps_every_letter_and_the_width():
    name = "자율과 창의로 만드는 담대한 미래"
    wrapped = wrap(name, 13, 60)
    assert wrapped.replace("<br>", "").replace(" ", "") == name.replace(" ", "")
    assert line_count(wrapped) > 1
    assert all(text_width(line, 13) <= 60 for line in wrapped.split("<br>"))


def test_a_word_that_is_too_long_is_cut_in_even_pieces():
    assert wrap("공공데이터", 13, 40) == "공공<br>데이터"


def test_only_latin_words_must_not_be_cut():
    assert longest_word("공공데이터 open", 13) == text_width("open", 13)


def test_signs_of_markup_in_a_name_are_printed_as_they_are():
    assert plain("a<b & c") == "a&lt;b &amp; c"
    assert wrap("5<10", 13, 500) == "5&lt;10"
