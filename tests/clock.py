"""A clock that a test sets, for itself and for programs: `python -m tests.clock FILE MODULE ...`."""

import runpy
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import time_machine

from tests.worker import until


class Clock:
    """The time in this process and in all that follow its file; it runs on from where it is set."""

    def __init__(self, file: Path, traveller: time_machine.Traveller) -> None:
        self.file, self._traveller = file, traveller

    def set(self, at: datetime) -> None:
        """Make it so late."""
        self._traveller.move_to(at)
        new = self.file.with_suffix(".new")
        new.write_text(at.isoformat())
        new.replace(self.file)

    def pass_until(self, is_so: Callable[[], bool], *, at: datetime) -> None:
        """Set it, and let minute after minute pass at once until it is so."""
        minutes = iter(range(10_000))

        def another_minute() -> bool:
            self.set(at + next(minutes) * timedelta(seconds=61))
            return is_so()

        until(another_minute, every=1)


@contextmanager
def clock_at(at: datetime, file: Path) -> Iterator[Clock]:
    """Set the clock of this process, and of all that follow the file."""
    with time_machine.travel(at, tick=True) as traveller:
        clock = Clock(file, traveller)
        clock.set(at)
        yield clock


def follow(file: Path, traveller: time_machine.Traveller) -> None:
    """Set the clock of this process whenever the file says another time."""
    known = ""
    while True:
        if (said := file.read_text()) != known:
            traveller.move_to(datetime.fromisoformat(known := said))
        time.sleep(0.05)


if __name__ == "__main__":
    _file, *sys.argv = (Path(sys.argv[1]), *sys.argv[2:])
    _traveller = time_machine.travel(datetime.fromisoformat(_file.read_text()), tick=True).start()
    threading.Thread(target=follow, args=(_file, _traveller), daemon=True).start()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
