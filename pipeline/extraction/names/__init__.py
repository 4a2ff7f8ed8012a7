"""The component `names`: from a model's entities to mentions, and to the people, organisations, places, events and works
that a document speaks of. The order of the repairs is in `repairs.py`."""

from pipeline.extraction.names.component import Names

__all__ = ["Names"]
