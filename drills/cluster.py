"""A portal of two web nodes, a database and its replica, nginx and Redis."""

import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from benchmarks.server import LOOPBACK, PATIENCE, free_port
from benchmarks.serving import installation, manage, serving
from benchmarks.signed_in import sign_in
from tests.postgresql import server_folder

from .databases import addresses, pair
from .proxy import WITH_SERVERS, proxy

NEEDS = {
    "redis-server": "redis-server",
    "nginx": "nginx",
    "initdb": "postgresql",
}


def refuse_if_missing():
    found = {name: shutil.which(name, path=WITH_SERVERS) for name in NEEDS}
    found["initdb"] = server_folder()
    missing = sorted(NEEDS[name] for name, path in found.items() if not path)
    if missing:
        sys.exit(f"*** LEFT OUT: this needs {', '.join(missing)} (apt-get install).")


@dataclass(frozen=True)
class Portal:
    environment: dict
    primary: object
    replica: object
    nodes: list
    front: object  # what has nginx's port
    officers: list


@contextmanager
def portal(officers):
    """With so many officers who have signed in."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="creativecity-nodes-"))
        primary, replica = stack.enter_context(pair())
        database, copy = addresses(primary, replica)
        more = {
            "REPLICA_URL": copy,
            "CACHE_URL": stack.enter_context(_redis(folder)),
            "TRUSTED_PROXIES": "1",
        }
        environment = stack.enter_context(installation(database, **more))
        signed_in = sign_in(environment, "officers", officers)
        manage(environment, "index_search")
        nodes = [stack.enter_context(serving(environment)) for _n in range(2)]
        ports = free_port(), free_port(), free_port()
        how = {"nodes": [node.port for node in nodes], "https": False}
        stack.enter_context(proxy(folder, ports=ports, **how))
        front = SimpleNamespace(port=ports[1])
        yield Portal(environment, primary, replica, nodes, front, signed_in)


@contextmanager
def _redis(folder):
    """Its CACHE_URL."""
    port = free_port()
    line = ["redis-server", "--bind", LOOPBACK, "--port", str(port), "--save", ""]
    line += ["--dir", str(folder), "--maxmemory", "32mb"]
    with Path(folder, "redis.out").open("wb") as log:
        line[0] = shutil.which(line[0], path=WITH_SERVERS)
        process = subprocess.Popen(line, stdout=log, stderr=log)
    try:
        yield f"rediscache://{LOOPBACK}:{port}/0"
    finally:
        process.terminate()
        process.wait(PATIENCE)
