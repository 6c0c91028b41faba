"""A process of this machine, by its number."""

import os


def running(pid: int) -> bool | None:
    """Whether a process of that number runs; None where the system cannot be asked."""
    if pid == os.getpid():
        return True
    if os.name != "posix":
        return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def memory_of(pid: int) -> int:
    """How many bytes of memory a process has; 0 when it is over. It needs psutil, which Linux is spared."""
    import psutil

    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
