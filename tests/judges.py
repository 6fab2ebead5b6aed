"""The judges that `make audit` borrows from npm, where npm and Java are.

Nobody needs them to run or test the portal. They are installed into `node_modules`,
in the versions of `package-lock.json`.
"""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "node_modules"
NU = FOLDER / "vnu-jar" / "build" / "dist" / "vnu.jar"
LIGHTHOUSE = FOLDER / "lighthouse" / "cli" / "index.js"
#: The program that each needs, and the Debian package that it is in.
PROGRAMS = {"npm": "npm", "java": "default-jre-headless"}


def missing():
    """Debian's packages for what is not here."""
    return [package for name, package in PROGRAMS.items() if not shutil.which(name)]


def install():
    """Bring `node_modules` in line with the lock file; False, and loud, if it fails."""
    installed, locked = FOLDER / ".package-lock.json", ROOT / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= locked.stat().st_mtime:
        return True
    print("Installing the HTML checker and Lighthouse (npm ci)", flush=True)
    done = subprocess.run(["npm", "ci", "--silent"], cwd=ROOT, check=False)
    if done.returncode:
        print("*** LEFT OUT, because npm ci failed: the HTML checker and Lighthouse.")
    return done.returncode == 0
