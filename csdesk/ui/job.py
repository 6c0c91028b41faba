"""A job is one piece of long work: what it is called, how far it is, and whether it was cancelled."""

import threading
from dataclasses import dataclass, field


@dataclass
class Job:
    """What a person sees of long work while it goes on."""

    title: str
    done: int = 0
    total: int = 0
    cancelled: threading.Event = field(default_factory=threading.Event)
