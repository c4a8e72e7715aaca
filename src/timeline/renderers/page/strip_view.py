"""What the templates show of the strip: its marks or bars, the periods under it, its voids."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Mark:
    """One fact on the strip: `x` and `width` in percent, `y` in pixels from above."""

    kind: str
    x: float
    width: float
    center: float
    y: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)

    @property
    def fill(self) -> str:
        """The gradient that fades it out where its day is not sure."""
        return {"about": "ga", "part": "gp", "open": "go", "until": "gu"}.get(self.kind, "")


@frozen(kw_only=True)
class Bar:
    """Facts stacked in one stretch of the strip, where they are too many for marks of their own."""

    x: float
    width: float
    y: float
    height: float


@frozen(kw_only=True)
class Cell:
    """One period under the strip; `is_break` stands for a stretch left out.

    `is_near`: so near the link before it that on a narrow screen it is none itself.
    """

    grow: float
    label: str
    short: str
    year: str
    full: str
    href: str
    count: int
    is_break: bool
    is_near: bool = False


@frozen(kw_only=True)
class Void:
    """A stretch with nothing in it, said in words."""

    x: float
    width: float
    words: str
    small: bool
    is_break: bool


@frozen(kw_only=True)
class Strip:
    """The overview. `scale` maps days to percent, linear between its points."""

    height: int
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    cells: tuple[Cell, ...]
    voids: tuple[Void, ...]
    scale: tuple[tuple[int, float], ...]
