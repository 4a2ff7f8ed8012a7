"""The stages: thin, files in, files out. read -> detect -> extract -> link -> tables -> report, evaluate."""
