"""The store: everything entered, who entered it and what stood there before; the only place that speaks SQL."""

from app.storage.store import Store, open_store

__all__ = ["Store", "open_store"]
