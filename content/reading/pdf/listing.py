"""Which paragraphs that begin with a marker are items of a list: those whose marker has company."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.reading.pdf.paragraphs import Run

_REACH = 25
_NUMBER = re.compile(r"(\(?)(\d{1,3}|[a-z]|[ivx]{2,5})([.)])")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(slots=True)
class _Chain:
    family: str
    value: int
    left: float
    last: int
    runs: list[Run]


def tell_lists(runs: Sequence[Run]) -> None:
    """Sets `listed` where a second item stands near; numbers must count on from one."""
    chains: list[_Chain] = []
    for at, run in enumerate(runs):
        if run.aside or not run.marker:
            continue
        for family, value in _readings(run.marker):
            chain = _open(chains, family, value, run, at)
            if chain:
                chain.runs.append(run)
                chain.value, chain.last = value, at
                break
        else:
            for family, value in _readings(run.marker):
                if value <= 1:
                    chains.append(_Chain(family, value, run.lines[0].left, at, [run]))
    for chain in chains:
        for run in chain.runs if len(chain.runs) > 1 else ():
            run.listed = True


def _readings(marker: str) -> Iterator[tuple[str, int]]:
    """(style of marking, value); "i." is a letter and a numeral until its list tells. Bullets have the value 0."""
    found = _NUMBER.fullmatch(marker)
    if not found:
        yield marker, 0
        return
    style = f"{found[1]}{found[3]}"
    if found[2].isdigit():
        yield f"1{style}", int(found[2])
        return
    if found[2] in _ROMANS:
        yield f"i{style}", _ROMANS.index(found[2]) + 1
    if len(found[2]) == 1:
        yield f"a{style}", ord(found[2]) - ord("a") + 1


def _open(chains: Sequence[_Chain], family: str, value: int, run: Run, at: int) -> _Chain | None:
    for chain in reversed(chains):
        goes_on = value == 0 or value == chain.value + 1
        # A column or page further on the same list stands elsewhere.
        here = abs(chain.left - run.lines[0].left) < run.size or run.lines[0].page != chain.runs[-1].lines[0].page
        if chain.family == family and goes_on and at - chain.last <= _REACH and (here or value > 1):
            return chain
    return None
