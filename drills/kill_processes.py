"""The production server and a worker, which are ended and started again."""

import subprocess
import sys
import time

from benchmarks import serving


class Processes:
    """The production server and one worker, always at the same port."""

    def __init__(self, environment, log):
        self.environment, self.log, self.faults = environment, log, []
        self.server = serving.start(environment, log=log)
        self.worker = self._start_worker()

    def kill(self, kind):
        """Seconds until all that was ended is there again."""
        self._look()
        began = time.monotonic()
        if kind in {"worker", "both"}:
            self.worker.kill()
        if kind in {"web", "both"}:
            self.server.kill()
        if kind in {"worker", "both"}:
            self.worker.wait()
            self.worker = self._start_worker()
        if kind in {"web", "both"}:
            again = serving.start(self.environment, port=self.server.port, log=self.log)
            self.server.process = again.process
        return time.monotonic() - began

    def stop(self):
        self._look()
        self.worker.kill()
        self.worker.wait()
        self.server.stop()

    def _look(self):
        """Whoever was not killed is there still."""
        for name, one in {"web": self.server.process, "worker": self.worker}.items():
            if one.poll() is not None:
                self.faults.append(f"the {name} ended by itself ({one.returncode})")

    def _start_worker(self):
        line = [sys.executable, "-W", "ignore", "manage.py", "db_worker"]
        line += ["--no-startup-delay", "--interval=0.2", "--verbosity=0"]
        return subprocess.Popen(
            line, env=self.environment, stdout=self.log, stderr=self.log
        )
