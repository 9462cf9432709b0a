"""Measures how often the answers are right: tasks, throw-away folders, a sandbox, checkers, figures.

Nothing of a task runs outside the sandbox, and the model is handed in as a function, so this package knows
no backend.
"""
