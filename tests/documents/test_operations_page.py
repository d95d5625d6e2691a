"""docs/operations.md holds to the code: every kind of copy, result and command, and the numbers of the rule."""

import pytest

from app.services.backups import DAYS, FOLDER, MONTHS, NEWEST, Reason
from app.services.inbox import PLACE
from app.services.inbox_report import REPORT_ENDING, Outcome
from app.text.catalogue import text
from tests.documents.pages import read_page, words_in_code

PAGES = {"ko": "operations.ko.md", "en": "operations.md"}


@pytest.mark.parametrize("language", PAGES)
def test_every_kind_of_copy_and_every_command_is_named(language):
    words = words_in_code(PAGES[language])
    wanted = [*Reason, "restore", "inbox", "check", "import", "rank", "weak", "init", "--from-backup", FOLDER, PLACE]
    assert [word for word in wanted if word not in words] == []


@pytest.mark.parametrize("language", PAGES)
def test_every_result_of_the_inbox_is_explained(language):
    page = read_page(PAGES[language])
    results = [text(f"inbox.short.{outcome}", language) for outcome in (*Outcome, "waiting")]
    assert [result for result in results if f"| {result} |" not in page] == []
    assert REPORT_ENDING in page


@pytest.mark.parametrize("language", PAGES)
def test_the_rule_has_its_numbers(language):
    page = " ".join(read_page(PAGES[language]).split())
    numbers = {
        "ko": (f"최근 {NEWEST}개", f"최근 {DAYS}일", f"최근 {MONTHS}개월", f"{NEWEST + DAYS + MONTHS}개"),
        "en": (
            f"newest {NEWEST}",
            f"latest {DAYS} days",
            f"latest {MONTHS} months",
            f"more than {NEWEST + DAYS + MONTHS}",
        ),
    }
    assert [number for number in numbers[language] if number not in page] == []
