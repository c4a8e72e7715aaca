"""In and out: files of other programs, and fact sheets.

    file -> registry -> reader -> items -> importing -> entries -> log
    log -> projection -> writer -> file

A reader is a function from a stream to items and problems; a writer is one from a chronology to
bytes. docs/formats.md tells what each format holds, and how to add one.
"""
