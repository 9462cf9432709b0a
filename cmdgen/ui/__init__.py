"""Everything that a person sees and types: what is shown goes to stderr, stdout has the command only.

A first answer takes about ten milliseconds, and importing rich takes three or four times that, so
the answer and the question are drawn with the few plain escape sequences of `paint`.
"""
