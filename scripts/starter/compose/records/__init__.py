"""What csv and json files are about, and how they are written."""

from scripts.starter.compose.records.kinds import KINDS, VALUES, Kind, plural_of
from scripts.starter.compose.records.separators import COMMA, SEPARATORS, Separator
from scripts.starter.compose.records.topics import TOPICS, Topic, draw_limits, draw_text, number, text_value

__all__ = [
    "COMMA",
    "KINDS",
    "SEPARATORS",
    "TOPICS",
    "VALUES",
    "Kind",
    "Separator",
    "Topic",
    "draw_limits",
    "draw_text",
    "number",
    "plural_of",
    "text_value",
]
