"""Measuring the tables against hand-made gold: what `dragoman evaluate` stands on."""

from pipeline.evaluation.floors import broken_floors, raise_floors, read_floors
from pipeline.evaluation.gold import GoldError
from pipeline.evaluation.score import Evaluation, evaluate

__all__ = ["Evaluation", "GoldError", "broken_floors", "evaluate", "raise_floors", "read_floors"]
