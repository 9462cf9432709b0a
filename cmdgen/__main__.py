"""Runs the program as `python -m cmdgen`."""

from __future__ import annotations

import sys

from cmdgen.cli.main import main

sys.exit(main())
