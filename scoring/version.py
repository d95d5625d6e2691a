"""Which method a frozen result was made with."""

ENGINE = "1"
"""Raised whenever the same values and the same definition could give another score, rank or grade."""
