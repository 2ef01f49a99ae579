"""
The browser that the tests drive: prints its path, and installs one where that is allowed.

Looked for in this order: `CHROMIUM=`, the PATH, Playwright's own, Debian's package.
    python -m tools browser
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """The path of a Chromium on this machine, or None."""
    if wanted := os.environ.get("CHROMIUM"):
        if not shutil.which(wanted):
            raise SystemExit(f"CHROMIUM={wanted}: no such program; correct or unset it")
        return shutil.which(wanted)
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Debian's package, where this user may install one; the path, or None."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print("No Chromium found: installing Debian's package chromium ...", file=sys.stderr)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr[-500:], file=sys.stderr)
            return None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main(arguments: list[str]) -> int:
    """Print the browser's path; 1 and the exact command where there is none."""
    if arguments:
        print(__doc__)
        return 2
    if path := find() or install():
        print(path)
        return 0
    print(
        "The tests need Chromium, and none was found. Install it with one of:\n"
        "  sudo apt-get install chromium\n"
        "  .venv/bin/playwright install chromium\n"
        "or name one: CHROMIUM=/path/to/chromium make test",
        file=sys.stderr,
    )
    return 1
