"""What the index keeps, beside the ledger of lines, in one SQLite file.

`facts` numbers the facts; `versions` holds what they say, and `texts` the words to search in,
which versions share. The other tables lead to facts that an
answer may concern. They may lead to too many: what a fact no longer says is never taken out of
them, because the projections decide what is so.

    bears       an id or key -> the facts that it can change; 0: all of them
    turns       a second -> the facts that may say something else from then on
    marks       what a fact ever said or has: `lane:border`, `knower:cbp`, `said` -> facts
    headlines   the words of a headline, and the first and last day it may be about; `alike` says
                whether several facts say this, or nearly this, of about these days
    saying      a headline -> the facts that ever said it, but for numbers
    words       a word's checksum and a block of days -> the headlines that have it, of them
    called      a name -> the sources that ever had it
"""

from __future__ import annotations

from attrs import fields

from timeline.index.versions import END, Version

VALUES = tuple(field.name for field in fields(Version) if field.name != "words")
"""What a version fills of `versions`, after its own number and those of its fact and its text."""
_IN_ORDER = "undated, s0, neg_e1, clock, recorded, position, fact"
_SHOWN = "k_from, k_to, view, listed, certain, retracted"

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS facts (number INTEGER PRIMARY KEY, id TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY, fact INTEGER, text INTEGER,
    {", ".join(f"{name} REAL" if name in {"s0", "neg_e1"} else name for name in VALUES)});
CREATE INDEX IF NOT EXISTS versions_now ON versions ({_IN_ORDER}, {_SHOWN}, findings)
    WHERE r_to = {END};
CREATE INDEX IF NOT EXISTS versions_early ON versions (k_from) WHERE r_to = {END} AND listed = 1;
CREATE INDEX IF NOT EXISTS versions_then ON versions ({_IN_ORDER}, r_from, r_to, {_SHOWN});
CREATE INDEX IF NOT EXISTS versions_by_fact ON versions (fact);
CREATE INDEX IF NOT EXISTS versions_by_name ON versions (name);
CREATE TABLE IF NOT EXISTS bears (
    cause TEXT, fact INTEGER, PRIMARY KEY (cause, fact)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
    second INTEGER, fact INTEGER, PRIMARY KEY (second, fact)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marks (
    mark TEXT, fact INTEGER, PRIMARY KEY (mark, fact)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS headlines (
    number INTEGER PRIMARY KEY, words TEXT, first INTEGER, last INTEGER, alike INTEGER,
    UNIQUE (words, first, last));
CREATE TABLE IF NOT EXISTS saying (
    headline INTEGER, fact INTEGER, PRIMARY KEY (headline, fact)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS words (
    word INTEGER, block INTEGER, headline INTEGER,
    PRIMARY KEY (word, block, headline)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS called (
    name TEXT, source TEXT, PRIMARY KEY (name, source)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS called_by_source ON called (source);
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 (
    text, tokenize = ascii);
"""
OF_FACTS = ("facts", "versions", "bears", "turns", "marks", "headlines", "saying", "words", "texts")
"""The tables that are made anew when the log's settings change."""
