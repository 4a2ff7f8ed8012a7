"""The tables in the forms that other tools read: spreadsheets, databases, graphs, annotations."""
