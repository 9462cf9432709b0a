"""What the standalone program runs: the same as the command `cmdgen` of an installed package."""  # noqa: INP001  not imported

import sys

from cmdgen.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
