"""What `cmdgen.models` offers to programs: the steps of `cmdgen model`, without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmdgen.models.progress import Silent
from cmdgen.wiring.model_shelf import open_shelf
from cmdgen.wiring.models import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmdgen.models.catalogue import Model
    from cmdgen.models.progress import Progress
    from cmdgen.models.pulling import Pulled
    from cmdgen.models.store_folder import StoredModel


def available() -> Sequence[Model]:
    """Return the catalogue; see `cmdgen.models.available`."""
    return tuple(open_shelf({}, None).catalogue.models.values())


def stored() -> Sequence[StoredModel]:
    """Return what is here; see `cmdgen.models.stored`."""
    return open_shelf({}, None).folder.models()


def pull(name: str, *, progress: Progress | None, offline: bool) -> Pulled:
    """Fetch a model; see `cmdgen.models.pull`."""
    shelf = open_shelf({"offline": True if offline else None}, None)
    return fetch(shelf, name, again=f"cmdgen model pull {name}", progress=progress or Silent())
