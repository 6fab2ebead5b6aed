"""A stand-in for ClamAV's daemon: it speaks as clamd does, and knows one virus."""

import socket
import struct
import threading

from tests.cities import zoo


class Clamd:
    """Answers each file by INSTREAM's protocol (clamd(8)); `says` overrides its answer.

    `files` holds what it was sent. It listens on a Unix socket, or with none on TCP.
    """

    def __init__(self, path=None, says=None):
        family = socket.AF_UNIX if path else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.bind(str(path) if path else ("127.0.0.1", 0))
        self.socket.listen()
        port = None if path else self.socket.getsockname()[1]
        self.url = f"unix://{path}" if path else f"tcp://127.0.0.1:{port}"
        self.says, self.files = says, []
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self):
        while True:
            try:
                connection, _who = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as sent:
                command = sent.readline()
                if command == b"stop\n":
                    return
                self.files.append(_file(sent))
                connection.sendall(self._answer(self.files[-1]))

    def _answer(self, data):
        if self.says is not None:
            return self.says
        is_known = zoo.EICAR in data
        said = "stream: Eicar-Test-Signature FOUND" if is_known else "stream: OK"
        return said.encode() + b"\n"

    def stop(self):
        with socket.socket(self.socket.family, socket.SOCK_STREAM) as last:
            last.connect(self.socket.getsockname())
            last.sendall(b"stop\n")
        self.thread.join()
        self.socket.close()


def _file(sent):
    """Pieces, each with its length before it, up to one of no length."""
    pieces = []
    while size := struct.unpack("!L", sent.read(4))[0]:
        pieces.append(sent.read(size))
    return b"".join(pieces)
