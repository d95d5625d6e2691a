"""Whether every value follows from its audit trail."""

import duckdb

from scoring.problem import Problem


def findings(cursor: duckdb.DuckDBPyConnection) -> tuple[Problem, ...]:
    """Everything that does not fit together."""
    return ()
