"""How single words of the definition are read: exactly, from their text, with nothing guessed."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from scoring.schedule import LAST_WEEK

CODE = re.compile(r"""[^\s,;:/\\'"<>|*?=@&#%{}\[\]]{1,64}""")
NUMBER = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,18})?")
SHARE = re.compile(r"[0-9]{1,20}/[0-9]{1,20}")
WHOLE = re.compile(r"[0-9]{1,9}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_TEXT = 2000
LONGEST_LETTER = 20
MOST_DECIMALS = 10
EXACT_RANK = "exact"
LAST = "last"
SHOWN = 60


def shown(value: object) -> str:
    """What stands in the file, short enough for a message."""
    if isinstance(value, dict):
        return "{ … }"
    if isinstance(value, list):
        return "[ … ]"
    word = "null" if value is None else " ".join(str(value).split())
    return word if len(word) <= SHOWN else word[:SHOWN] + "…"


def refusal(code: str, value: object, **values: str) -> PydanticCustomError:
    """An error that carries the key of its text and what the text needs."""
    return PydanticCustomError(code, "{value}", {"value": shown(value), **values})


def read_text(value: object) -> str:
    """A text for people: any characters, composed, without control characters."""
    word = _word(value, "text_expected").strip()
    if not word:
        raise refusal("text_empty", value)
    if len(word) > LONGEST_TEXT:
        raise refusal("text_too_long", value, limit=str(LONGEST_TEXT))
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in word if character != "\n"):
        raise refusal("text_control_character", value)
    return word


def read_code(value: object) -> str:
    """A code: up to 64 characters without spaces and without those that files and addresses reserve."""
    word = _word(value, "code_expected")
    if not CODE.fullmatch(word) or not word.isprintable():
        raise refusal("not_a_code", word)
    return word


def read_letter(value: object) -> str:
    """The letter of a grade: any short word."""
    word = _word(value, "text_expected")
    if not word.strip() or len(word) > LONGEST_LETTER or not word.isprintable():
        raise refusal("not_a_letter", word, limit=str(LONGEST_LETTER))
    return word.strip()


def read_number(value: object) -> Decimal:
    """A decimal number exactly as it is written."""
    word = _word(value, "number_expected")
    if not NUMBER.fullmatch(word):
        raise refusal("number_expected", word)
    return Decimal(word)


def read_share(value: object) -> Fraction:
    """A weight or points: a decimal number, or a fraction such as 1/3."""
    word = _word(value, "share_expected")
    if NUMBER.fullmatch(word):
        return Fraction(word)
    if SHARE.fullmatch(word) and int(word.split("/")[1]):
        return Fraction(word)
    raise refusal("share_expected", word)


def read_day(value: object) -> date:
    """A day as YYYY-MM-DD."""
    word = _word(value, "day_expected")
    try:
        return date.fromisoformat(word if DAY.fullmatch(word) else "")
    except ValueError as error:
        raise refusal("day_expected", word) from error


def read_flag(value: object) -> bool:
    """`true` or `false`."""
    word = _word(value, "flag_expected").lower()
    if word not in {"true", "false"}:
        raise refusal("flag_expected", value)
    return word == "true"


def read_decimals(value: object) -> int:
    """How many decimals, 0 to 10."""
    word = _word(value, "decimals_expected")
    if not WHOLE.fullmatch(word) or int(word) > MOST_DECIMALS:
        raise refusal("decimals_expected", word, limit=str(MOST_DECIMALS))
    return int(word)


def read_day_of_month(value: object) -> int:
    """A day of a month, 1 to 31."""
    return _whole_up_to(value, 31, "day_of_month_expected")


def read_month_of_year(value: object) -> int:
    """A month of a year, 1 to 12."""
    return _whole_up_to(value, 12, "month_of_year_expected")


def read_week_of_month(value: object) -> int:
    """The week of a month, 1 to 4, or `last`, which is LAST_WEEK."""
    if value == LAST:
        return LAST_WEEK
    return _whole_up_to(value, 4, "week_expected")


def read_rank_decimals(value: object) -> int | None:
    """`exact`, which is None, or how many decimals."""
    if value == EXACT_RANK:
        return None
    try:
        return read_decimals(value)
    except PydanticCustomError as error:
        raise refusal("rank_decimals_expected", value, limit=str(MOST_DECIMALS)) from error


def read_places(value: object) -> tuple[int, int]:
    """The first and the last place of an award."""
    if not isinstance(value, list) or len(value) != 2 or not all(_is_place(place) for place in value):
        raise refusal("places_expected", value)
    return int(value[0]), int(value[1])


class Words:
    """The type of a field that takes one of the words of an enumeration."""

    def __init__(self, kind: type[StrEnum]) -> None:
        self.kind = kind
        self.words = [member.value for member in kind]

    def read(self, value: object) -> StrEnum:
        """The member with this word."""
        if not isinstance(value, str) or value not in self.words:
            raise refusal("not_a_choice", value, allowed=", ".join(self.words))
        return self.kind(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"enum": self.words}


def _word(value: object, code: str) -> str:
    if not isinstance(value, str):
        raise refusal(code, value)
    return value


def _whole_up_to(value: object, most: int, code: str) -> int:
    word = _word(value, code)
    if not WHOLE.fullmatch(word) or not 1 <= int(word) <= most:
        raise refusal(code, word)
    return int(word)


def _is_place(value: object) -> bool:
    return isinstance(value, str) and WHOLE.fullmatch(value) is not None and int(value) > 0


def _schema(**keywords: Any) -> WithJsonSchema:
    return WithJsonSchema(keywords)


# An unquoted code or letter such as 41190 or 0 is a number to an editor, so both kinds are valid there.
NUMBER_PATTERN = f"^{NUMBER.pattern}$"
Text = Annotated[str, PlainValidator(read_text), _schema(type=["string", "number"], minLength=1)]
Code = Annotated[str, PlainValidator(read_code), _schema(type=["string", "integer"], pattern=f"^{CODE.pattern}$")]
Letter = Annotated[str, PlainValidator(read_letter), _schema(type=["string", "number"], maxLength=LONGEST_LETTER)]
Number = Annotated[Decimal, PlainValidator(read_number), _schema(type=["number", "string"], pattern=NUMBER_PATTERN)]
Share = Annotated[
    Fraction,
    PlainValidator(read_share),
    _schema(type=["number", "string"], pattern=f"^({NUMBER.pattern}|{SHARE.pattern})$"),
]
Day = Annotated[date, PlainValidator(read_day), _schema(type="string", format="date")]
Flag = Annotated[bool, PlainValidator(read_flag), _schema(type="boolean")]
Decimals = Annotated[int, PlainValidator(read_decimals), _schema(type="integer", minimum=0, maximum=MOST_DECIMALS)]
DayOfMonth = Annotated[int, PlainValidator(read_day_of_month), _schema(type="integer", minimum=1, maximum=31)]
MonthOfYear = Annotated[int, PlainValidator(read_month_of_year), _schema(type="integer", minimum=1, maximum=12)]
WeekOfMonth = Annotated[
    int,
    PlainValidator(read_week_of_month),
    _schema(anyOf=[{"const": LAST}, {"type": "integer", "minimum": 1, "maximum": 4}]),
]
RankDecimals = Annotated[
    int | None,
    PlainValidator(read_rank_decimals),
    _schema(anyOf=[{"const": EXACT_RANK}, {"type": "integer", "minimum": 0, "maximum": MOST_DECIMALS}]),
]
Places = Annotated[
    tuple[int, int],
    PlainValidator(read_places),
    _schema(type="array", items={"type": "integer", "minimum": 1}, minItems=2, maxItems=2),
]
