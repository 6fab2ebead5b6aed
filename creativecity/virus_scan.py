"""The operator's virus scanner, asked about each file that is handed in.

It is ClamAV's daemon, at `CLAMD_URL`; how much hangs on its word says `VIRUS_SCAN`:

off       nobody is asked
if-there  a file that it finds something in is refused; where it does not answer, the
          file is taken as if there were no scanner, and the log says so
required  a file that it has not called clean is refused
"""

import logging
from io import BytesIO
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OFF, REQUIRED = "off", "required"
#: Seconds that the scanner may be silent for.
PATIENCE = 30
PORT = 3310  # clamd's own

WORDS = {
    "virus": _(
        "The virus scanner found something harmful in the file, so it was not kept. "
        "Have your computer checked before you send another file."
    ),
    "not-scanned": _(
        "Files cannot be checked for viruses at the moment, so none is taken. Try "
        "again later, or ask whoever runs the portal."
    ),
}
logger = logging.getLogger("creativecity.security")


def refuse_viruses(data: bytes) -> None:
    """ValidationError, code "virus" or "not-scanned", where a file is not taken."""
    if settings.VIRUS_SCAN == OFF:
        return
    status, found = _asked(data)
    if status == "FOUND":
        logger.warning("virus found", extra={"what": {"virus": found}})
        raise ValidationError(WORDS["virus"], code="virus")
    if status != "OK":
        logger.warning("virus scanner gave no answer", extra={"what": {"said": found}})
        if settings.VIRUS_SCAN == REQUIRED:
            raise ValidationError(WORDS["not-scanned"], code="not-scanned")


def _asked(data):
    """(status, what was found or went wrong) as the scanner answers: FOUND, OK, ERROR.

    One that is not there, breaks off or says something else answers with ERROR.
    """
    try:
        answer = _scanner(settings.CLAMD_URL).instream(BytesIO(data))
    except (ClamdError, OSError, ValueError) as fault:
        return "ERROR", repr(fault)
    return answer.get("stream", ("ERROR", "no answer"))


def _scanner(address):
    """`unix:///run/clamav/clamd.ctl` or `tcp://host:port`."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        return ClamdUnixSocket(parts.path, timeout=PATIENCE)
    return ClamdNetworkSocket(parts.hostname, parts.port or PORT, timeout=PATIENCE)
