"""The two commands of the README, as a newcomer runs them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from conftest import ROOT

from macros.facts import LANGUAGES

PATIENCE = 120  # seconds; a first build on a slow machine


@pytest.mark.slow
def test_serve_answers_in_each_language_and_at_the_root():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for path in ("", *(f"{language}/calculators/goal/" for language in LANGUAGES)):
            page = _get(f"http://127.0.0.1:{port}/{path}", process)
            assert f'lang="{path[:2] or "mul"}"' in page
    finally:
        process.terminate()
        process.wait()


def _get(address: str, process) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "mkdocs serve has ended"
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
    raise AssertionError(f"{address} did not answer in {PATIENCE} seconds")


def test_make_names_each_command_and_installs_before_it_runs():
    """`make -n` from nothing: the venv, the locked packages, the build, the address."""
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "serve"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    steps = [done.stdout.index(step) for step in ("-m venv", "--require-hashes", "mkdocs serve")]
    assert steps == sorted(steps)
    assert "http://127.0.0.1:8000/" in done.stdout
