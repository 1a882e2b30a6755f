"""The first bytes of kinds of file, and what those kinds are called.

Invariant: data only; `media.py` decides.
"""

from __future__ import annotations

OFFICE = "an old Microsoft Office file"
MARKS = (
    (b"\xd0\xcf\x11\xe0", OFFICE),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"7z\xbc\xaf", "a 7-Zip file"),
    (b"Rar!", "a RAR file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"%!PS", "a PostScript file"),
)
OTHER_NAMES = {
    ".json": "a JSON document",
    ".xml": "an XML document",
    ".ics": "a calendar",
    ".vcf": "an address card",
    ".py": "a program",
    ".js": "a program",
    ".css": "a style sheet",
    ".toml": "a settings file",
    ".yaml": "a settings file",
    ".yml": "a settings file",
    ".ini": "a settings file",
    ".log": "a log file",
}
REMEDIES = {
    OFFICE: "open it in an office program and save it as .docx",
    "an Excel file": "save its sheet as .csv and add that",
    "a gzip file": "unpack it and add what it holds",
    "a bzip2 file": "unpack it and add what it holds",
    "a 7-Zip file": "unpack it and add what it holds",
    "a RAR file": "unpack it and add what it holds",
    "an xz file": "unpack it and add what it holds",
    "a Zstandard file": "unpack it and add what it holds",
    "a JSON document": "write one object a line, each with its text in a field, as .jsonl",
}
REMEDY = "save its text as .txt or .html and add that"
