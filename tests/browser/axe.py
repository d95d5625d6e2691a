"""What axe-core finds on a page: whatever would keep somebody with a keyboard, a screen reader or weak eyes out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")


def grave_findings(page: Page) -> list[str]:
    """Serious and critical findings, each with its rule and the element; parts of Streamlit's own are among them."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {' '.join(map(str, node['target']))} {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
