"""The backends: one adapter per runtime that can turn a request into a command."""
