"""Dates of every kind, as EDTF texts that exist and as values."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from timeline.dates import Date, DateError, parse_edtf

FEBRUARY_DAYS = [(date(2024, 2, 20) + timedelta(n)).isoformat() for n in range(20)]
SHORT_MASKS = ["2024-02-0X", "2024-02-2X", "2024-03-0X", "2024-02-1X"]


def days() -> st.SearchStrategy[str]:
    return st.dates().map(date.isoformat)


def years() -> st.SearchStrategy[str]:
    return st.one_of(
        st.integers(1, 9999).map("{:04}".format),
        st.integers(0, 9999).map(lambda year: f"-{year:04}" if year else "0000"),
    )


def _masked(digits: str, hidden: list[bool]) -> str:
    return "".join("X" if hide else digit for digit, hide in zip(digits, hidden, strict=True))


def masks(digits: st.SearchStrategy[str], size: int) -> st.SearchStrategy[str]:
    hidden = st.lists(st.booleans(), min_size=size, max_size=size)
    return st.builds(_masked, digits, hidden)


def qualifiers() -> st.SearchStrategy[str]:
    return st.sampled_from(["", "", "", "", "?", "~", "%"])


@st.composite
def point_candidates(draw: st.DrawFn) -> str:
    """Texts in the shape of a point; not all of them exist."""
    sign = draw(st.sampled_from(["", "", "", "-"]))
    four = st.integers(0, 9999).map("{:04}".format)
    year = sign + draw(st.one_of(four, masks(four, 4)))
    text = draw(qualifiers()) + year + draw(qualifiers())
    if draw(st.booleans()):
        two = st.integers(0, 13).map("{:02}".format)
        month = draw(st.one_of(two, masks(two, 2), st.integers(21, 41).map(str)))
        text += f"-{draw(qualifiers())}{month}{draw(qualifiers())}"
        if draw(st.booleans()):
            two = st.integers(0, 32).map("{:02}".format)
            text += (
                f"-{draw(qualifiers())}{draw(st.one_of(two, masks(two, 2)))}{draw(qualifiers())}"
            )
    return text


@st.composite
def long_years(draw: st.DrawFn) -> str:
    year = draw(st.integers(10_000, 99_999_999_999)) * draw(st.sampled_from([1, -1]))
    significant = draw(st.integers(0, len(str(abs(year)))))
    return f"Y{year}" + (f"S{significant}" if significant else "")


def instants() -> st.SearchStrategy[str]:
    offsets = st.sampled_from(["", "Z", "-06:00", "+05:30", "+14:00", "-12:00", "-04"])
    times = st.times().map(lambda time: time.replace(microsecond=0).isoformat())
    return st.builds("{}T{}{}".format, days(), times, offsets)


def exists(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


def points() -> st.SearchStrategy[str]:
    return st.one_of(days(), years(), point_candidates(), long_years()).filter(exists)


def intervals() -> st.SearchStrategy[str]:
    ends = st.one_of(points(), st.sampled_from(["", ".."]))
    return st.builds("{}/{}".format, ends, ends).filter(exists)


def ranges() -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}..{}".format, points(), points()),
        st.builds("{}..".format, points()),
        st.builds("..{}".format, points()),
    )


def sets() -> st.SearchStrategy[str]:
    members = st.lists(st.one_of(points(), ranges()), min_size=1, max_size=4).map(",".join)
    return st.one_of(members.map("[{}]".format), members.map("{{{}}}".format)).filter(exists)


def texts() -> st.SearchStrategy[str]:
    """EDTF texts of every level, all of which exist."""
    return st.one_of(points(), instants(), intervals(), sets())


def dates() -> st.SearchStrategy[Date]:
    return texts().map(parse_edtf)


def _short_points() -> st.SearchStrategy[str]:
    return st.sampled_from(FEBRUARY_DAYS + SHORT_MASKS)


def short_texts() -> st.SearchStrategy[str]:
    """Dates of a few weeks in 2024, so that every way they can turn out can be counted."""
    point = _short_points()
    end = st.one_of(point, st.sampled_from(["..", ""]))
    member = st.one_of(point, st.builds("{}..{}".format, point, point))
    members = st.lists(member, min_size=1, max_size=2).map(",".join)
    return st.one_of(
        point,
        st.builds("{}/{}".format, end, end),
        members.map("[{}]".format),
        members.map("{{{}}}".format),
        point.map("[..{}]".format),
        point.map("[{}..]".format),
    ).filter(exists)
