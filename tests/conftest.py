"""The site built once, served on localhost, and a browser that forgives nothing."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools import browser  # noqa: E402 - after the path is set

# Builds and checks happen on this day, 22 November 2026, whatever day the tests run.
os.environ["SOURCE_DATE_EPOCH"] = "1795305600"

SITE_URL = "https://example.org/ips/"  # a sub-path, as many municipalities publish
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
    "--hide-scrollbars",
]


def pytest_addoption(parser):
    parser.addoption(
        "--renew-golden", action="store_true", help="write the golden files anew; review the diff"
    )


def build(target: Path, **settings) -> subprocess.CompletedProcess:
    """`mkdocs build --strict` of this project into `target`, with settings in the environment."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": SITE_URL, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The folder of the finished site, built once for all tests, in however many processes."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    target, built = shared / "www" / "ips", shared / "site.built"
    with FileLock(shared / "site.lock"):
        if not built.exists():
            done = build(target)
            assert done.returncode == 0, done.stderr
            built.touch()
    return target


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder quietly; what is missing gets the nearest 404.html, as hosts are set up."""

    def log_message(self, *_):
        pass

    def send_error(self, code, message=None, explain=None):  # noqa: ARG002 - the base's signature
        folder = Path(self.translate_path(self.path))
        root = Path(self.directory)
        while folder != root and not (folder / "404.html").exists():
            folder = folder.parent
        page = folder / "404.html"
        body = page.read_bytes() if page.exists() else b"not found"
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def base_url(site) -> str:
    """The address of the served site, without a slash at its end: http://127.0.0.1:PORT/ips."""
    handler = functools.partial(_Handler, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """A real browser (Playwright's object), one for the whole run."""
    from playwright.sync_api import sync_playwright

    path = browser.find()
    if path is None:
        pytest.fail("no Chromium: run `python -m tools browser`, which says how to get one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


class Watch:
    """Notes what no page may do: console errors, failed or foreign requests."""

    def __init__(self, page, *homes: str):
        self.faults: list[str] = []
        self.allowed: set[str] = set()  # addresses that a test expects to be missing
        self.requests: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", lambda request: self._request(request, homes))
        page.on("response", self._response)
        page.on("requestfailed", self._failed)

    def _console(self, message):
        expected = message.location.get("url") in self.allowed
        if message.type in ("error", "warning") and not expected:
            self.faults.append(f"console: {message.text}")

    def _request(self, request, homes):
        self.requests.append(request.url)
        if not request.url.startswith((*homes, "data:", "blob:", "file:")):
            self.faults.append(f"foreign request: {request.url}")

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # the test went on to another page
            self.faults.append(f"failed: {request.url} ({request.failure})")

    def _response(self, response):
        if response.status >= 400 and response.url not in self.allowed:
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture
def page(chromium, base_url):
    """A fresh page; when the test ends, nothing may have gone wrong in it (`page.watch`)."""
    context = chromium.new_context(base_url=base_url + "/", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.watch = Watch(opened, base_url)
    yield opened
    faults = opened.watch.faults
    context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def course_project(tmp_path_factory) -> Path:
    """The folder of a small project with invented modules (course_tools.py)."""
    import course_tools

    target = tmp_path_factory.mktemp("courses") / "project"
    target.mkdir()
    course_tools.copy(target)
    return target


@pytest.fixture(scope="session")
def course_site(course_project) -> Path:
    """The site of the small project, built once."""
    import course_tools

    site = course_project.parent / "site"
    done = course_tools.build(course_project, site)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def course_disk(course_project) -> Path:
    """The same site as files to open from a disk, without folders' addresses."""
    import course_tools

    site = course_project.parent / "disk"
    done = course_tools.build(course_project, site, DIRECTORY_URLS="false")
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def course_url(course_site) -> str:
    """Where that site is served under a strict policy, with a slash at its end."""
    import course_tools

    handler = functools.partial(course_tools.Strict, directory=str(course_site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def course_page(chromium, course_url):
    """A fresh page of that site; when the test ends, nothing may have gone wrong in it."""
    context = chromium.new_context(base_url=course_url, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.watch = Watch(opened, course_url)
    yield opened
    faults = opened.watch.faults
    context.close()
    assert not faults, "\n".join(faults)


def pages_of(folder: Path) -> list[Path]:
    """Every HTML page of a built site, in a steady order."""
    return sorted(folder.rglob("*.html"))
