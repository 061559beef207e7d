"""No process outlives the one that started it."""

import subprocess
import sys

import psutil
import pytest

from pmo_portal.embedded import CannotStart, processes, run
from tests.sources import ROOT

ASLEEP = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + ASLEEP


def test_what_does_not_end_when_asked_is_ended():
    stubborn = processes.start([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE)
    assert stubborn.stdout is not None
    with stubborn.stdout:
        stubborn.stdout.readline()

    processes.stop([stubborn], seconds=0.1)

    assert stubborn.returncode == -9


@pytest.mark.skipif(sys.platform != "linux", reason="only this kernel tells children of it")
def test_a_child_ends_when_its_parent_is_killed():
    code = (
        "from pmo_portal.embedded import processes; import sys\n"
        f"child = processes.start([sys.executable, '-c', {ASLEEP!r}])\n"
        "print(child.pid, flush=True); child.wait()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()

    assert psutil.wait_procs([child], timeout=10)[1] == []


def test_a_part_that_ended_is_named_with_its_exit_code():
    part = processes.start([sys.executable, "-c", "raise SystemExit(3)"])
    part.wait()

    with pytest.raises(CannotStart, match=r"^The worker ended by itself \(exit code 3\)"):
        run._complain_of_ended({"worker": part})
