"""Which local entities of which documents are one thing: names compared by sound and by meaning, links with reasons, lasting ids."""
