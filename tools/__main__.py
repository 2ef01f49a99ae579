"""`python -m tools NAME [ARGUMENTS]` runs `tools/NAME.py`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

COMMANDS = sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")
)


def main() -> int:
    """The command's exit code; 2 with the list of commands when there is no such command."""
    name, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    if name not in COMMANDS:
        for command in COMMANDS:
            opening = importlib.import_module(f"tools.{command}").__doc__.strip().splitlines()[0]
            print(f"  python -m tools {command:<12} {opening}")
        return 2
    return importlib.import_module(f"tools.{name}").main(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
