"""dragoman: who said what, who proposes what, and which numbers were given, in English and Russian documents."""

__version__ = "0.1.0"
