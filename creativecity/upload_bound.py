"""No request fills memory or disk: of what is sent only so much is passed on."""

from django.core.files.uploadhandler import FileUploadHandler

#: The largest file taken, in bytes: 20 MB (quality goal E10).
MAX_SIZE = 20 * 1024 * 1024


class BoundedUpload(FileUploadHandler):
    """The first handler: passes on one byte more than is allowed, drops the rest.

    That byte is what lets a form see that a file is too big, and say so. The bound
    holds for all files of a request together, since every page takes one.
    """

    left = MAX_SIZE + 1

    def receive_data_chunk(self, raw_data, start):
        passed = raw_data[: self.left]
        self.left -= len(passed)
        return passed or None

    def file_complete(self, file_size):
        """The handlers after this one make the file."""
