"""The settings in force, and where each one came from; the only reader of environment and config file.

Lookup order, the first that has a value wins:

1. flag on the command line
2. environment variable ``CMDGEN_<KEY>``
3. profile: ``[profiles.<name>]`` of the config file, then the built-in profile of that name
4. top level of the config file
5. default

Nothing is read when this module is imported, and reading never creates or writes anything.
"""

from cmdgen.settings.keys import KEYS, Key
from cmdgen.settings.loading import load
from cmdgen.settings.parsing import SHELL_NAMES
from cmdgen.settings.places import environment, place
from cmdgen.settings.project_files import ProjectFile, project_files
from cmdgen.settings.showing import masked, shown, spelled
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
    "masked",
    "place",
    "project_files",
    "shown",
    "spelled",
]
