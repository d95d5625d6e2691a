"""Spreadsheets and CSV files in: cells, then entries, and every problem at once with its place."""
