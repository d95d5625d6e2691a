"""Reads files one after the other and prints the most memory held so far after each, in megabytes; on Linux only."""

import re
import sys
from pathlib import Path

from app.definition import load_definition
from app.services.file_reading import Scope, read_month

# What the process itself has held; the resource module counts the process that started this one, too.
STATUS = Path("/proc/self/status")
MOST_HELD = re.compile(r"VmHWM:\s+(\d+) kB")


def most_so_far() -> int:
    return int(MOST_HELD.search(STATUS.read_text(encoding="ascii"))[1]) // 1024


if __name__ == "__main__":
    definition = load_definition(Path(sys.argv[1]))
    for path in map(Path, sys.argv[2:]):
        read_month(path, definition, Scope("gyeonggi-2023", "2023-09"))
        print(most_so_far())
