"""From a file to a `Document`: readers by format, metadata, blocks (prose and page furniture), clean text with its alignment."""
