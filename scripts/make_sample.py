"""Makes the demonstration workbooks under data/sample again: the same seed gives the same files."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.definition import load_definition  # noqa: E402 (the project root must be known first)
from scripts.sample.write import write_sample  # noqa: E402


def main() -> None:
    """Write one workbook per month of every evaluation that the catalogue has."""
    for path in write_sample(load_definition(ROOT / "indicators.yaml"), ROOT / "data" / "sample"):
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
