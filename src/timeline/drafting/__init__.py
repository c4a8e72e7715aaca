"""Draft facts from prose: find the dates in a text, propose facts, let a person decide."""

from __future__ import annotations

from timeline.drafting.expressions import Expression, find_expressions

__all__ = ["Expression", "find_expressions"]
