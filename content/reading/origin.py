"""Where canonical text comes from: runs that map its offsets back to the decoded file."""

from bisect import bisect_right

Origin = tuple[tuple[int, int], ...]


def offset_in_file(origin: Origin, offset: int) -> int:
    """The place in the decoded file of a place in the canonical text."""
    run = bisect_right(origin, offset, key=lambda pair: pair[0]) - 1
    here, there = origin[run]
    if run + 1 < len(origin):
        # A piece that became longer in canonical form ends where the next one begins.
        return min(there + offset - here, origin[run + 1][1])
    return there + offset - here


class OriginBuilder:
    """Gathers pieces of canonical text together with their places in the file."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[tuple[int, int]] = [(0, 0)]
        self._expected = 0

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def origin(self) -> Origin:
        return tuple(self._runs)

    @property
    def length(self) -> int:
        return self._length

    def put(self, text: str, there: int, *, width: int | None = None) -> None:
        """Appends `text`, which stands at `there` in the file and takes `width` characters of it."""
        if there != self._expected:
            self._runs.append((self._length, there))
        self._parts.append(text)
        self._length += len(text)
        self._expected = there + len(text)
        if width is not None and width != len(text):
            self._runs.append((self._length, there + width))
            self._expected = there + width
