"""What somebody does who has only the documentation: write a definition, import files, read the ranks of manage.py."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

import manage

Scores = Mapping[str, Fraction | None]


class Outsider:
    """A definition and a database of their own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self._files = ["--definition", str(folder / "own.yaml"), "--database", str(folder / "own.duckdb")]

    def define(self, content: Mapping[str, Any]) -> None:
        written = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False)
        (self.folder / "own.yaml").write_text(written, encoding="utf-8")
        self.run("check")

    def write_list(self, name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([list(header), *rows])
        return path

    def run(self, *words: str) -> str:
        """What a command prints; it must succeed."""
        status = manage.main([*words, *self._files])
        printed = self._capsys.readouterr()
        assert status == 0, printed.err
        return printed.out

    def rank_csv(self, evaluation: str) -> dict[str, dict[str, str]]:
        rows = csv.DictReader(io.StringIO(self.run("rank", "--evaluation", evaluation, "--format", "csv")))
        return {row["code"]: row for row in rows}

    def rank_json(self, evaluation: str) -> dict[str, dict[str, str]]:
        printed = self.run("rank", "--evaluation", evaluation, "--format", "json")
        rows = json.loads(printed, parse_float=str, parse_int=str)
        return {row["code"]: {key: value or "" for key, value in row.items()} for row in rows}


def mean(weighed: Iterable[tuple[Fraction | int, Fraction | None]]) -> Fraction | None:
    """The weighted mean of what is there."""
    there = [(weight, score) for weight, score in weighed if score is not None and weight]
    total = sum(weight for weight, _ in there)
    return sum((weight * score for weight, score in there), Fraction(0)) / total if there else None


def ranks_of(scores: Scores, decimals: int | None = None) -> dict[str, str]:
    """1 + how many are better, by comparing everybody with everybody; blank without a score."""

    def compared(score: Fraction) -> Fraction:
        if decimals is None:
            return score
        half_up = (abs(score) * 10**decimals + Fraction(1, 2)) // 1
        return Fraction(half_up if score >= 0 else -half_up)

    known = [compared(score) for score in scores.values() if score is not None]
    return {
        unit: "" if score is None else str(1 + sum(other > compared(score) for other in known))
        for unit, score in scores.items()
    }


def assert_written(written: str, expected: Fraction | None) -> None:
    """All digits of a number that ends; else the first thirty."""
    if expected is None:
        assert written == ""
    elif set(_prime_factors(expected.denominator)) <= {2, 5}:
        assert Fraction(written) == expected
    else:
        assert abs(Fraction(written) - expected) <= abs(expected) / 10**29


def _prime_factors(number: int) -> list[int]:
    for factor in (2, 5):
        if number % factor == 0:
            return [factor, *_prime_factors(number // factor)]
    return [] if number == 1 else [number]
