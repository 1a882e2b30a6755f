"""The command line, stopped by Ctrl-C right when it starts its first reading process."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from reportedly.cli import main


def look(frame: FrameType, event: str, _told: object) -> None:
    """Interrupt this process when the function that starts another one returns."""
    caller = frame.f_back.f_code.co_name if frame.f_back else ""
    if event == "return" and (frame.f_code.co_name, caller) == ("spawnv_passfds", "_launch"):
        sys.setprofile(None)
        os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    sys.setprofile(look)
    main()
