"""
Write `locks/*.txt` anew from the ranges in pyproject.toml: exact versions with hashes, no hosts.
    python -m tools lock
"""

from __future__ import annotations

import shutil
import subprocess
import sys

LOCKS = {"locks/site.txt": [], "locks/test.txt": ["--extra", "test"]}


def main(arguments: list[str]) -> int:
    """0 when both files are written; 1 with the way to get uv when it is missing."""
    if arguments:
        print(__doc__)
        return 2
    if not shutil.which("uv"):
        print("uv is needed for this: .venv/bin/pip install uv, then PATH=.venv/bin:$PATH")
        return 1
    for target, extra in LOCKS.items():
        command = ["uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--upgrade"]
        options = ["--python-version", "3.11", "--generate-hashes", "--no-header"]
        hosts = ["--no-emit-index-url", "--no-annotate", "--output-file", target]
        done = subprocess.run([*command, *options, *hosts, *extra], check=False)
        if done.returncode:
            print(f"{target} was not written", file=sys.stderr)
            return 1
    return 0
