"""Writes the corpus into a folder, with a list of what is expected: python -m tests.corpus.make FOLDER."""

import argparse
import csv
import re
from pathlib import Path, PureWindowsPath

from tests.corpus.case import Case
from tests.corpus.files import CASES

BLOCK = 1024 * 1024
NOT_IN_NAMES = re.compile(r"[^\w .,()-]", re.ASCII)


def path_of(case: Case, number: int, folder: Path) -> Path:
    """Where a case is written: under its number and its own name, with the ending of the file it stands for."""
    ending = PureWindowsPath(case.file).suffix
    safe_ending = ending if re.fullmatch(r"\.\w{1,5}", ending, re.ASCII) else ""
    return folder / f"{number:03} {NOT_IN_NAMES.sub('', case.name)}{safe_ending}"


def write(data: bytes, path: Path) -> None:
    """Write a file; blocks of noughts take no room on the disk."""
    with path.open("wb") as target:
        for start in range(0, len(data), BLOCK):
            block = data[start : start + BLOCK]
            if block.count(0) == len(block):
                target.seek(len(block), 1)
            else:
                target.write(block)
        target.truncate(len(data))


def write_all(folder: Path) -> None:
    """Write all files, and a list of them that spreadsheet programs open."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "000 list.csv").open("w", encoding="utf-8-sig", newline="") as target:
        listed = csv.writer(target)
        listed.writerow(("file", "brought in as", "evaluation and month named", "read", "said"))
        for number, case in enumerate(CASES, 1):
            path = path_of(case, number, folder)
            write(case.make(), path)
            named = " ".join(filter(None, (case.evaluation, case.month)))
            is_read = "refused" if case.reads is None else f"{len(case.reads)} entries"
            listed.writerow((path.name, ascii(case.file), named, is_read, " / ".join(case.says[:5])))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the corpus of bad and odd files into a folder.")
    parser.add_argument("folder", type=Path)
    write_all(parser.parse_args().folder)
