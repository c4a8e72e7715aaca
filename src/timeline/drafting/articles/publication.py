"""When a page says that it was published: suggestions, for a person to confirm."""

from __future__ import annotations

from timeline.drafting.articles.article import Article


def suggest_published(article: Article) -> tuple[tuple[str, str], ...]:
    """(ISO day, where it stands), likeliest first; never to be taken without asking.

    What the page's own metadata say comes first. Without any, and with the `[fetch]` extra
    installed, htmldate looks through the page.
    """
    if article.dates or not article.page:
        return article.dates
    try:
        from htmldate import find_date  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return ()
    try:
        found = find_date(article.page, original_date=True, extensive_search=True)
    except (ValueError, TypeError, AttributeError):
        return ()  # htmldate found no page in it
    if not found or str(found).endswith("-01-01"):
        return ()  # of a page that names a year, htmldate makes its first day
    return ((str(found), "htmldate"),)
