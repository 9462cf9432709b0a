"""What is read from man pages in the two languages that they are written in."""

from __future__ import annotations

import time

import pytest

from cmdgen.manuals.man_page import read_page
from cmdgen.manuals.records import Manual

MAN = r""".TH THING 1
.\" a comment
.SH NAME
thing \- does something to files
.SH OPTIONS
.TP
\fB\-a\fR, \fB\-\-all\fR
do it to all of them, e.g. hidden ones.
More words.
.TP
.BR \-C " \fIDIR\fR, " \-\-directory =\fIDIR\fR
Go to this folder
first.  It must be there.
.IP "\-\-[no\-]color[=\fIWHEN\fR]"
Use colours.
.PP
\-x, \-\-exclude <pattern>
.RS 4
Leave out what fits\&. This is how docbook writes it\&.
.RE
.TP
\fB\-h\fR  \fB\-\-height\fR=\fIN\fR
so high
.TP
.I word
no option at all
.de XX
.TP
\-q
never shown
..
.ie t .TP
.el .PP
.if t \{\
.TP
\-p
for paper only
.\}
if=FILE
"""

MDOC = r""".Dd May 1, 2031
.Dt THING 1
.Os
.Sh NAME
.Nm thing
.Nd does something to files
.Sh DESCRIPTION
.Bl -tag -width Ds
.It Fl a , Fl Fl all
Do it to all of them.
.It Fl f Ar file
Read
.Ar file
.Pq which must be there .
.It Fl O Ns Ar level
How much to do.
.It Fl L Xo
.Sm off
.Oo Ar bind : Oc
.Ar port
.Sm on
.Xc
Listen on this port.
.It Ar word
No option.
.El
"""


def read(text: str) -> Manual:
    return read_page(text, "thing", "man thing(1)", time.monotonic() + 60)


def test_man_macros() -> None:
    manual = read(MAN)
    assert manual.summary == "does something to files"
    options = {option.spellings: option for option in manual.options}
    assert list(options) == [
        ("-a", "--all"),
        ("-C", "--directory"),
        ("--color", "--no-color"),
        ("-x", "--exclude"),
        ("-h", "--height"),
    ]
    assert options["-a", "--all"].text == "do it to all of them, e.g. hidden ones"
    assert not options["-a", "--all"].argument
    assert options["-C", "--directory"].argument == "DIR"
    assert options["-C", "--directory"].text == "Go to this folder first"
    assert options["--color", "--no-color"].is_optional
    assert options["-x", "--exclude"].argument == "pattern"
    assert options["-x", "--exclude"].text == "Leave out what fits"
    assert options["-h", "--height"].argument == "N"


def test_mdoc_macros() -> None:
    manual = read(MDOC)
    assert manual.summary == "does something to files"
    options = {option.spellings[0]: option for option in manual.options}
    assert options["-a"].spellings == ("-a", "--all")
    assert options["-f"].argument == "file"
    assert options["-f"].text == "Read file (which must be there)"
    assert options["-O"].argument == "level"
    assert options["-L"].text == "Listen on this port"
    assert list(options) == ["-a", "-f", "-O", "-L"]


def test_the_beginning_of_just_one_long_option_stands_for_it() -> None:
    manual = read(MAN)
    assert manual.find("--dir") == manual.find("-C")
    assert manual.find("--zzz") is None
    assert manual.mentions("--height")
    assert not manual.mentions("--heigh")


def test_a_reading_that_takes_too_long_is_given_up_and_says_so() -> None:
    manual = read_page(MAN, "thing", "man thing(1)", time.monotonic() - 1)
    assert not manual.complete
    assert read(MAN).complete


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        ".TP",
        "\\",
        ".SH",
        '.B "',
        ".ie n \\{",
        ".de",
        ".Dd\n.It Fl",
        ".Dd\n.It Xo",
        "\\f",
        "\\*(",
        ".TP\n\\-" * 99,
    ],
)
def test_no_page_is_too_broken(text: str) -> None:
    assert isinstance(read(text), Manual)
