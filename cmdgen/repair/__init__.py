"""What was probably meant by a command that failed: found by looking at this machine, without any model."""

from cmdgen.repair.mistakes import Surroundings, repaired

__all__ = ["Surroundings", "repaired"]
