"""The files of the components: plain text, read once where a component is registered."""

from pathlib import Path

HERE = Path(__file__).parent


def read(*names: str) -> str:
    """The texts of files of this folder, one after the other."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)
