"""What stands in front of the nodes and between them: nginx and Redis, on loopback."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from benchmarks.server import LOOPBACK, PATIENCE, free_port
from tests.postgresql import server_folder

NEEDS = {
    "redis-server": "redis-server",
    "nginx": "nginx",
    "initdb": "postgresql",
}


#: Debian keeps servers where only root looks for programs.
PATH = f"{os.environ['PATH']}:/usr/sbin"


def refuse_if_missing():
    found = {name: shutil.which(name, path=PATH) for name in NEEDS}
    found["initdb"] = server_folder()
    missing = sorted(NEEDS[name] for name, path in found.items() if not path)
    if missing:
        sys.exit(f"*** LEFT OUT: this needs {', '.join(missing)} (apt-get install).")


@contextmanager
def redis(folder):
    """Its CACHE_URL."""
    port = free_port()
    line = ["redis-server", "--bind", LOOPBACK, "--port", str(port), "--save", ""]
    line += ["--dir", str(folder), "--maxmemory", "32mb"]
    with _running(line, folder):
        yield f"rediscache://{LOOPBACK}:{port}/0"


CONFIGURATION = """
{user}daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream nodes {{ {nodes} keepalive 8; keepalive_timeout 20s; }}
  server {{
    listen {host}:{port};
    location / {{
      proxy_pass http://nodes;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_connect_timeout 1s;
      proxy_next_upstream error timeout;
    }}
  }}
}}
"""


@contextmanager
def nginx(folder, nodes):
    """The port of one in front of these servers."""
    port = free_port()
    told = {
        "folder": folder,
        "host": LOOPBACK,
        "port": port,
        "nodes": " ".join(f"server {LOOPBACK}:{node.port};" for node in nodes),
        "user": "user root;\n" if os.geteuid() == 0 else "",  # the folder is ours alone
    }
    path = Path(folder, "nginx.conf")
    path.write_text(CONFIGURATION.format(**told))
    with _running(["nginx", "-p", str(folder), "-c", str(path)], folder):
        yield port


@contextmanager
def _running(line, folder):
    with Path(folder, f"{line[0]}.out").open("wb") as log:
        program = shutil.which(line[0], path=PATH)
        process = subprocess.Popen([program, *line[1:]], stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)
