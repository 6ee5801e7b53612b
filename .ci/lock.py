"""Write requirements.txt and requirements-dev.txt: every third-party release, pinned by version and by hash.

What is wanted is read from the pyproject.toml files, so that a dependency is named in one place only. The pins hold
for each Python and system that we support (markers tell them apart), and name no server: where to fetch from is the
reader's setting.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = re.compile(r"fscore(-|\b)")
HEADER = "# Written by `make lock` from the pyproject.toml files; do not edit.\n"


def main() -> None:
    """Lock what runs, then what is needed beside it to work on the project."""
    projects = [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in [
            ROOT / "pyproject.toml",
            ROOT / "admin/pyproject.toml",
            *sorted(ROOT.glob("plugins/*/pyproject.toml")),
        ]
    ]
    wanted = {
        requirement
        for project in projects
        for requirement in [
            *project["build-system"]["requires"],
            *project["project"].get("dependencies", []),
            *(extra for extras in project["project"].get("optional-dependencies", {}).values() for extra in extras),
        ]
        if not OURS.match(requirement)
    }
    run = compiled(wanted, {})
    everything = compiled(wanted | set(projects[0]["dependency-groups"]["dev"]), run)
    write("requirements.txt", run)
    write("requirements-dev.txt", {name: pin for name, pin in everything.items() if name not in run})


def compiled(wanted: set[str], settled: dict[str, str]) -> dict[str, str]:
    """The pins that satisfy `wanted`, by name and marker, without contradicting those already settled."""
    with tempfile.TemporaryDirectory() as folder:
        source, limits, target = (Path(folder, name) for name in ("wanted.in", "settled.txt", "pinned.txt"))
        source.write_text("\n".join(sorted(wanted)) + "\n", encoding="utf-8")
        limits.write_text("".join(settled.values()), encoding="utf-8")
        command = [
            *(sys.executable, "-m", "uv", "--no-config", "--system-certs", "pip", "compile", "--quiet", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-strip-extras", "--no-header", "--no-annotate"),
            *("--constraints", str(limits), "--output-file", str(target), str(source)),
        ]
        subprocess.run(command, check=True)
        blocks = re.split(r"(?m)^(?=\S)", target.read_text(encoding="utf-8"))
    return {block.split("\\")[0].strip(): block for block in blocks if block.strip()}


def write(name: str, pins: dict[str, str]) -> None:
    """Write one file of pins."""
    (ROOT / name).write_text(HEADER + "".join(pins.values()), encoding="utf-8")
    print(f"{name}: {len(pins)} releases")


if __name__ == "__main__":
    main()
