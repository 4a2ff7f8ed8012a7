"""Which language a text is in, and the spaCy pipelines that turn a text of each language into a `Doc`."""
