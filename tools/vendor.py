"""
Fetch the files of others anew as `vendor.yml` lists them, or compare their hashes.
    python -m tools vendor [--check]
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from macros.factfile import read

LIST = Path("vendor.yml")
WEIGHTS = (400, 700)


class Vendored(BaseModel):
    """One file that somebody else made: where it comes from and what it must be."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    file: str
    package: str
    version: str
    licence: str
    licence_file: str
    unicodes: str | None = None  # a font is cut to these characters
    sha256: str
    origin: str

    def __init__(self, **data):
        super().__init__(**{("origin" if key == "from" else key): v for key, v in data.items()})


def listed(root: Path) -> list[Vendored]:
    """The entries of `vendor.yml`. Raises FactsError with file and key."""
    return [Vendored(**entry) for entry in read(root / LIST, list[dict])]


def faults(root: Path) -> list[str]:
    """Files that are missing, or that are not the ones listed."""
    found = []
    for entry in listed(root):
        file = root / entry.file
        if not file.exists() or not (root / entry.licence_file).exists():
            found.append(f"{entry.file}: it or its licence is missing; run: python -m tools vendor")
        elif digest(file) != entry.sha256:
            found.append(f"{entry.file}: not the file that {LIST} lists; see what changed it")
    return found


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main(arguments: list[str]) -> int:
    """0 when all files are as listed; 1 with what is wrong."""
    root = Path.cwd()
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    if not arguments:
        if not shutil.which("npm"):
            print("npm is needed to fetch packages: sudo apt-get install npm")
            return 1
        for entry in listed(root):
            print(f"{entry.file} from {entry.package} {entry.version} ...")
            fetch(root, entry)
    found = faults(root)
    print("\n".join(found) or f"{len(listed(root))} files are as listed")
    return 1 if found else 0


def fetch(root: Path, entry: Vendored) -> None:
    """Write the file and its licence, and its hash into the list."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = ["npm", "pack", "--silent", f"{entry.package}@{entry.version}"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        target = root / entry.file
        target.parent.mkdir(parents=True, exist_ok=True)
        source = folder / "package" / entry.origin
        if entry.unicodes:
            _cut(source, target, entry.unicodes)
        else:
            shutil.copy(source, target)
        [licence] = sorted((folder / "package").glob("[Ll][Ii][Cc][Ee][Nn][Ss][Ee]*"))
        shutil.copy(licence, root / entry.licence_file)
    text = (root / LIST).read_text("utf-8")
    block = re.compile(rf"(- file: {re.escape(entry.file)}\n(?:  .*\n)*?  sha256: ).*")
    (root / LIST).write_text(block.sub(rf'\g<1>"{digest(target)}"', text), "utf-8")


def _cut(source: Path, target: Path, unicodes: str) -> None:
    """A variable font with only these characters, from the lightest to the boldest in use."""
    from fontTools import subset, ttLib
    from fontTools.varLib import instancer

    font = ttLib.TTFont(source, recalcTimestamp=False)
    features = ["kern", "liga", "tnum", "mark", "ccmp"]
    options = subset.Options(flavor="woff2", layout_features=features)
    options.name_IDs = [1, 2, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(unicodes))
    cutter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    font.flavor = "woff2"
    font.save(target)
