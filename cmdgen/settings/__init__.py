"""The settings in force, and where each one came from; the only reader of environment and config file.

Lookup order, the first that has a value wins:

1. flag on the command line
2. environment variable ``CMDGEN_<KEY>``
3. profile: ``[profiles.<name>]`` of the config file
4. top level of the config file
5. default

Nothing is read when this module is imported, and nothing is ever created or written by it.
"""

from cmdgen.settings.keys import KEYS, SHELL_NAMES, Key
from cmdgen.settings.loading import load
from cmdgen.settings.places import environment, place
from cmdgen.settings.project_files import ProjectFile, project_files
from cmdgen.settings.values import Origin, Settings

__all__ = [
    "KEYS",
    "SHELL_NAMES",
    "Key",
    "Origin",
    "ProjectFile",
    "Settings",
    "environment",
    "load",
    "place",
    "project_files",
]
