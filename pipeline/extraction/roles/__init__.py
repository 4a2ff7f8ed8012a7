"""The component `roles`: who holds which office, where, for whom. `phrases.py` reads what a title is tied to, `holders.py` finds
who holds it."""

from pipeline.extraction.roles.component import Roles

__all__ = ["Roles"]
