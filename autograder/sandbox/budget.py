"""What a submission may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """What a submission may use.

    Seconds of CPU time, so that a busy machine fails nobody. On the clock on the wall, a call may do nothing for twice
    its seconds, and take twenty times as long in all. The search for the smallest counterexamples may use as many
    seconds again as the submission.
    """

    call_seconds: float = 4.0
    import_seconds: float = 10.0
    submission_seconds: float = 60.0
    memory_bytes: int = 2**30

    def worker_limits(self) -> dict[str, int]:
        """The limits that a worker applies to itself before it sees student code; a backstop for those kept here."""
        return {
            "memory_bytes": self.memory_bytes,
            "cpu_seconds": 2 * int(self.submission_seconds) + 10,
            "threads": 64,
            "file_bytes": 16 * 2**20,
        }
