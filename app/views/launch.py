"""Start the dashboard: ``python -m app.views.launch``, with the options of ``streamlit run``."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from app.services.keeper import Keeper, working
from app.views import cached

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Serve dashboard.py, with the keeper at work beside it until the server is stopped.

    Until a first visitor has come, Streamlit takes a folder named pages for pages of its older kind, and meets a
    visitor who opens a shared link with "Page not found". The menu is made by st.navigation, so that is said at once.
    """
    PagesManager.uses_pages_directory = False
    sys.argv = ["streamlit", "run", str(ROOT / "dashboard.py"), *sys.argv[1:]]
    with working(Keeper(cached.database_path(), cached.definition_path(), lambda: datetime.now(UTC))):
        cli.main()


if __name__ == "__main__":
    main()
