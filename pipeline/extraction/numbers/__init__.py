"""Numbers given in a text: how much of what, whose, when. Importing this registers the component `numbers`."""

from pipeline.extraction.numbers.component import Numbers
from pipeline.extraction.numbers.reader import numbers_in

__all__ = ["Numbers", "numbers_in"]
