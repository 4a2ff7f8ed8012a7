"""What can go wrong, as a tree.

    DragomanError              one clear sentence for a person; the command line prints it and exits with `exit_code`
    ├── SettingsError          a parameter file, language config or lexicon is wrong (exit 2)
    ├── ModelError             a model is missing or of another version (exit 3)
    ├── CorpusError            nothing useful can follow: no corpus, an empty one, a stage run before its input exists (exit 4)
    └── DocumentError          one document cannot be read or processed; it goes to `rejected`, the others go on
"""


class DragomanError(Exception):
    """Base of all errors whose message is written for the person at the keyboard."""

    exit_code = 1


class SettingsError(DragomanError):
    """A settings file, a `.cfg` or a lexicon says something that cannot be used."""

    exit_code = 2


class ModelError(DragomanError):
    """A language model is missing, damaged or of another version."""

    exit_code = 3


class CorpusError(DragomanError):
    """There is nothing to work on, or an earlier stage has not run."""

    exit_code = 4


class DocumentError(DragomanError):
    """One document cannot be used. `kind` is a short word for the table `rejected`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
