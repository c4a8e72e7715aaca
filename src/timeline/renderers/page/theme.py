"""A house's look: fonts, colour, width and scheme, from [theme] in timeline.toml.

[theme]
serif = "Georgia, serif"      # headings
sans = "Arial, sans-serif"    # text
accent = "#b3311a"            # the known-by line, on a light ground
accent_dark = "#ff8566"       # the same on a dark ground
width = "66em"
scheme = "auto"               # auto, light, dark
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from timeline.errors import Problem, Problems

_FONT = re.compile(r"[\w\s,'\"-]{1,300}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?|[a-z]{3,30}")
_WIDTH = re.compile(r"\d{1,4}(\.\d{1,3})?(em|rem|px|ch|%)")
_SCHEME = re.compile(r"auto|light|dark")
_FORMS = {
    "serif": (_FONT, "names of fonts"),
    "sans": (_FONT, "names of fonts"),
    "accent": (_COLOUR, "a colour like #b3311a"),
    "accent_dark": (_COLOUR, "a colour like #ff8566"),
    "width": (_WIDTH, "a width like 66em"),
    "scheme": (_SCHEME, "auto, light or dark"),
}


@frozen(kw_only=True)
class Theme:
    """Each is empty for the page's own."""

    serif: str = ""
    sans: str = ""
    accent: str = ""
    accent_dark: str = ""
    width: str = ""
    scheme: str = "auto"

    @property
    def style(self) -> str:
        """The custom properties, as CSS that fits an attribute."""
        parts = {
            "--serif": self.serif,
            "--sans": self.sans,
            "--accent": self.accent,
            "--accent-dark": self.accent_dark,
            "--width": self.width,
        }
        return ";".join(f"{name}:{value}" for name, value in parts.items() if value)


def read_theme(settings: Mapping[str, Any], path: str) -> Theme:
    """The theme of timeline.toml's plain data.

    Raises:
        Problems: a key or value that means nothing; each is told with `path`.
    """
    problems = []
    given = settings.get("theme", {})
    if not isinstance(given, Mapping):
        raise Problems([Problem(path, 0, "bad-theme", "expected a table [theme]")])
    for key, value in given.items():
        form = _FORMS.get(key)
        if form is None:
            said = f"[theme] {key}: expected one of {', '.join(_FORMS)}"
        elif not isinstance(value, str) or not form[0].fullmatch(value):
            said = f"[theme] {key}: expected {form[1]}, got {value!r:.80}"
        else:
            continue
        problems.append(Problem(path, 0, "bad-theme", said))
    if problems:
        raise Problems(problems)
    return Theme(**given)
