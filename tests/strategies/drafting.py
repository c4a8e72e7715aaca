"""Texts for drafting: soups of temporal words, and what is meant to hurt."""

from __future__ import annotations

from hypothesis import strategies as st

from timeline.drafting.temporal import lexicon

_WORDS = sorted(
    {
        *lexicon.MONTH_NUMBERS, *lexicon.WEEKDAY_NUMBERS, *lexicon.NUMBERS, *lexicon.ORDINALS,
        *lexicon.SEASONS, *lexicon.ALL_UNITS, *lexicon.DAYPARTS, *lexicon.PERIODIC,
        *lexicon.VAGUE, *lexicon.DECADE_WORDS,
        *(word for phrase in lexicon.QUANTIFIERS for word in phrase),
        *(word for phrase in lexicon.STAGES for word in phrase),
        *(word for phrase in lexicon.REFERENCES for word in phrase),
        *(word for phrase in lexicon.HOLIDAYS for word in phrase),
    }
)  # fmt: skip
_GLUE = (
    "the a of in on at last next this that same previous coming following ago earlier later before "
    "after from now year years every each per twice times will said until by through since half "
    "latest period quarter ended week weekend old long today tonight may not be to meet had been "
    "thousand oh and noon midnight fiscal year 's o'clock a.m. p.m. EST AD BC B.C. "
    "- – , . ( ) / : ; ' “ ” 1 2 3 9 : 30 12 29 30 31 44 0 00 0000 1999 2024 1,000 1.5.2 "
    "99999999999 1990s '70s 19th Q3 1H FY2020 2024-02-30 2023-12-31T25:61 2024-01-08T14:00 "
    "dawn nightfall that time during had which ( r . born rest of night of from to ; John Smith "
    "13/13/2024 02/03/2024 99:99 8:15 9/11 1914–18 "
    "² ½ ٣ ١٩٩٩ × \n \n\n"
).split(" ")

PUBLISHED = (
    "2024-01-16", "2020-02-29", "0001-01-01", "9999-12-31", "-0043-03-15", "Y17000", "2024-01",
    "1985/..", "[..1990]", "2024-01-05~",
)  # fmt: skip


def words() -> st.SearchStrategy[str]:
    plain = st.sampled_from(_WORDS)
    return st.one_of(plain, plain.map(str.capitalize), st.sampled_from(_GLUE))


def soups(longest: int = 40) -> st.SearchStrategy[str]:
    """Temporal words in any order, some run together."""
    pairs = st.tuples(words(), st.sampled_from([" ", " ", " ", ""]))
    return st.lists(pairs, max_size=longest).map(
        lambda found: "".join(word + gap for word, gap in found)
    )


def texts() -> st.SearchStrategy[str]:
    return st.one_of(soups(), st.text(max_size=200))


def markup() -> st.SearchStrategy[str]:
    """Pieces of HTML in any order, few of them whole."""
    pieces = (
        "<p> </p> < > <!-- --> <! <? <script> </script> <style> <title> </title> <nav> </nav> "
        "<aside> </aside> <article> </article> <br/> <a href=' <a href=\" ' \" &amp; &#8217; &#x "
        "&#99999999999; </ <![CDATA[ ]]> <time datetime='2024-01-16'> text é"
    ).split(" ")
    meta = "<meta property='article:published_time' content='2024-01-16T08:00'>"
    return st.lists(st.sampled_from([*pieces, meta]), max_size=40).map(" ".join)


REPEATED = (
    "1", "1,", "1.", "1-", "1/", "1:", "1 ", "19", "2024-", "2024-01-", "12:", "1st", "January ",
    "January", "the ", "a ", "and ", "last ",
    "since ", "May 1 ", ", and ", "Monday ", "two ", "a few ",
    "twenty-", "nineteen ", "two years and ", "the 1988 ", "by Monday ", "9 : ", "a year ago ",
    "a week from Friday ", "In 1815 ", "the day before ", "-old ",
    "1990s ", "'", "“", ".", "U.S.", "Mr. ", "half a ", "more than ",
    "it said 5, and ", "(r. 1509-", "(born 1 May 1900) ", "the rest of ", "at dawn ",
    "the 5th and ", "In 1942 he had gone, and ", "at that time ", "three years later, ",
    "winter and ", "17th and ",
    "x", "é", "٣", "\n", "\n\n", "\t", "Wort ", "ABC ", "the the quarter of ",
)  # fmt: skip
"""Texts that hurt when they are repeated a hundred thousand times and something looks back."""

REPEATED_MARKUP = (
    "<", "<!--", "<!-- >", "<a ", "</", "<![CDATA[", '<a b="', "&#", "&a", "<!", "<?", "<script>",
    "<title>", "<p/", "<nav>", "</nav>", "<p>", "<p>&#99999;", "<meta a=", "<script></", "&#9",
    "<nav><aside>", "</aside>", "<article>", "</article>", "<time datetime='",
)  # fmt: skip
