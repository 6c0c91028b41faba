"""The sample book's room: who is in it, what happened to them, and the writing of it."""

from csdesk.services.sample.dice import CLOCK, SEED
from csdesk.services.sample.file import sample_file
from csdesk.services.sample.writing import KNOWN, SampleStopped, write_sample, write_sample_as_it_came

__all__ = [
    "CLOCK",
    "KNOWN",
    "SEED",
    "SampleStopped",
    "sample_file",
    "write_sample",
    "write_sample_as_it_came",
]
