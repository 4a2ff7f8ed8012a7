"""Readers that misbehave as C code may; which way is the file's content."""

from __future__ import annotations

import ctypes
import os
import time

from pipeline.documents.converted import Converted


def read(data: bytes, name: str) -> Converted:
    """Hang without hearing signals, die, fill the memory, print, or give the data back."""
    if data == b"hang":
        ctypes.PyDLL(None).sleep(60)  # holds the interpreter's lock, so that no signal handler of Python runs
    elif data == b"crash":
        os.abort()
    elif data == b"fill":
        bytearray(20_000_000_000)
    elif data == b"defect":
        raise ZeroDivisionError("a defect")
    print("noise on the standard output", flush=True)
    os.write(1, b"more of it\n")
    return Converted(f"{name} {os.getpid()} {time.time()} вода")
