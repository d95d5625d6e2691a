"""The store: everything entered, who entered it and what stood there before; the only place that speaks SQL."""
