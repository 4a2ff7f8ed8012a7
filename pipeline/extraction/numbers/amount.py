"""The record of an amount between the rules of the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.extraction.numbers.catalog import Unit
from pipeline.extraction.numbers.view import Num


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit on `tokens[first:after]`. `weak` names why it may be none in running text (see `reader`).

    `unit` of a plain count is None here: the thing counted is found by syntax. `number` is the numeral itself.
    """

    first: int
    after: int
    number: Num
    kind: str
    value: Decimal | None
    unit: str | None = None
    measure: Unit | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    value_from: Decimal | None = None
    value_to: Decimal | None = None
    qualifier: str | None = None
    weak: str | None = None
    rule: str = "number"

    @property
    def bare(self) -> bool:
        """Without currency and unit."""
        return self.unit is None
