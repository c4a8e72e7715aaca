"""The index: answers that projections gave, kept for the next time they are asked.

`Index` finds a page of the chronology at any (K, R), a fact by its name, or text in facts,
without reading the whole log. It is disposable: without it everything is computed anew.
"""

from timeline.index.pages import View
from timeline.index.store import Index, Listed

__all__ = ["Index", "Listed", "View"]
