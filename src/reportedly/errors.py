"""Every exception this package raises on purpose.

All derive from `ReportedlyError`. A message says what was expected, what was
found, where (file, document id, span) and what to do, so it can be acted on
without a debugger.
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Catch this to catch everything raised on purpose."""


class InvalidRecord(ReportedlyError, ValueError):
    """A record was built with values that break its own invariant."""


class UnreadableCapture(ReportedlyError):
    """The bytes of a capture could not be turned into text.

    Args:
        reason: what was found.
        remedy: what the user can do about it.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy


class BrokenReader(ReportedlyError):
    """A reader raised what it must not raise, in its own process.

    Args:
        what: the exception, in one line.
        trace: its traceback.
    """

    def __init__(self, what: str, trace: str = "") -> None:
        super().__init__(what)
        self.trace = trace


class BrokenStage(ReportedlyError):
    """A stage that sees all documents raised what it must not raise.

    Args:
        stage: its name.
        what: the exception, in one line.
    """

    def __init__(self, stage: str, what: str) -> None:
        super().__init__(
            f"the documents were read and are kept, but relating them failed in {stage}: {what}"
        )
        self.stage = stage


class LostWorker(ReportedlyError):
    """A process that related documents ended in the middle of its work."""

    def __init__(self) -> None:
        super().__init__(
            "the documents were read and are kept, but a process that related them was killed, "
            "most likely for want of memory; run again with fewer --workers, or give the machine "
            "more memory"
        )


class LostAnchor(ReportedlyError):
    """A decision points at text that the current extraction no longer holds."""


class BadDecision(ReportedlyError):
    """A decision asks for a change that its kind of record does not have."""


class BadSetting(ReportedlyError):
    """A setting has an unknown name or an impossible value."""


class BadLexicon(ReportedlyError):
    """A lexicon file lacks a table or holds a value of the wrong kind."""


class BadLedger(ReportedlyError):
    """A folder is not a ledger, is of a newer format, is damaged or in use."""


class MissingModel(ReportedlyError):
    """A model file is missing or its bytes are not the expected ones."""


class MissingLibrary(ReportedlyError):
    """An optional library is not installed.

    Args:
        library: as it is imported.
        extra: the extra of this package that brings it; None when it comes by itself.
    """

    def __init__(self, library: str, *, extra: str | None, purpose: str) -> None:
        remedy = f"pip install 'reportedly[{extra}]'" if extra else f"pip install {library}"
        super().__init__(f"{purpose} needs {library}, which is not installed; {remedy}")


class BadExport(ReportedlyError):
    """A folder or sheet is not an export of this program, or was changed by hand."""


class ModelUnreachable(ReportedlyError):
    """The language model that the user named does not answer as it should."""
