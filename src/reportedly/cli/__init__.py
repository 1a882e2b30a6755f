"""The command line. `main` is the entry point; every error raised on purpose is one line."""

from __future__ import annotations

import sys

from reportedly.cli.app import app
from reportedly.errors import ReportedlyError

USAGE, ERROR, STOPPED = 2, 1, 130


def main() -> None:
    """Run the command line; exit 0 when done, 1 on error, 2 on usage, 3 with rejected files."""
    try:
        app()
    except ReportedlyError as err:
        sys.stderr.write(f"reportedly: {err}\n")
        sys.exit(ERROR)
    except KeyboardInterrupt:
        _stopped()
        sys.exit(STOPPED)
    except OSError as err:
        sys.stderr.write(f"reportedly: {err.filename or 'the disk'}: {err.strerror or err}\n")
        sys.exit(ERROR)
    except SystemExit as ended:
        if ended.code == STOPPED:  # the command line library turns Ctrl-C into this, in silence
            _stopped()
        raise
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ERROR)


def _stopped() -> None:
    sys.stderr.write("stopped; what was read is kept, run again to go on\n")
