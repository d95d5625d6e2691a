"""Results in, Plotly figures out: one module per kind of chart, every colour and size in theme.py."""
