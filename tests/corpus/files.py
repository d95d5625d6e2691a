"""All files of the corpus."""

from tests.corpus import big, cells, dialects, injected, kinds, packages, scopes, sheets, tables, texts, xml_parts
from tests.corpus.case import Case

THEMES = (kinds, packages, xml_parts, big, dialects, scopes, tables, sheets, cells, texts, injected)
CASES: tuple[Case, ...] = tuple(case for theme in THEMES for case in theme.CASES)
