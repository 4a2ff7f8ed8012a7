"""The report: static pages that open from the file system and need no network."""
