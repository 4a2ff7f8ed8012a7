"""One entity, one id: over documents and languages."""
