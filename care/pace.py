"""How often something may be done: so many times at once, and then as many again, evenly, over the period.

The generic cell rate algorithm (ITU-T I.371): one number is kept, the moment at which nothing is used up any more.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """`times` in a row, each of them given back after `seconds / times`."""

    times: int
    seconds: int

    @property
    def interval(self) -> int:
        """Milliseconds in which one time is given back."""
        return self.seconds * 1000 // self.times

    @property
    def tolerance(self) -> int:
        """How far ahead of now, in milliseconds, what is used up may reach before one more time is taken."""
        return self.interval * (self.times - 1)

    def wait(self, free_at: int, now: int) -> int:
        """Milliseconds until one time is there."""
        return max(0, free_at - self.tolerance - now)
