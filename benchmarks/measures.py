"""One line a measure: name, size or database, value, unit, goal, whether it is met."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """`goal` None: told, not asked for. `least`: the value must reach the goal; else it must stay below."""

    name: str
    size: int | str
    value: float
    unit: str
    goal: float | None = None
    least: bool = False

    @property
    def met(self) -> bool:
        return self.goal is None or (self.value >= self.goal if self.least else self.value <= self.goal)

    def __str__(self) -> str:
        goal = "-" if self.goal is None else f"{'>=' if self.least else '<='}{self.goal:g}"
        met = "-" if self.goal is None else "met" if self.met else "MISSED"
        return f"{self.name}\t{self.size}\t{self.value:.4g}\t{self.unit}\t{goal}\t{met}"
