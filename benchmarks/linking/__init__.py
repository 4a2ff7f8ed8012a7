"""How well and how fast entities are linked, and where the learned letters come from."""
