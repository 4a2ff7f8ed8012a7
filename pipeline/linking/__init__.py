"""Which local entities of which documents are one thing: names compared by sound and meaning, reasons, lasting ids."""
