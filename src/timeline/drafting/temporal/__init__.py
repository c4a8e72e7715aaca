"""Temporal expressions: what a text says of time, with its value (TIMEX3) and date (EDTF).

tokens -> mentions (what the words say) -> resolve (what they mean here) -> expressions
"""
