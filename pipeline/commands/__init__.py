"""Commands for people, one module each, loaded when called."""
