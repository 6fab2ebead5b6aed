"""Files in object storage, where MEDIA_BUCKET names a bucket.

Its objects are of nobody but the portal: none has an address that could be given out,
for our views say who may read what. Nothing is written over. Each object is sent with
its SHA-256, by which the storage refuses what arrives changed. Whatever goes wrong
there is an OSError here, as with a disk.

Imported only where a bucket is set: the library takes twelve megabytes of each process.
"""

from contextlib import contextmanager

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from s3transfer.exceptions import RetriesExceededError, S3DownloadFailedError
from storages.backends.s3 import S3Storage

from .away import StorageAway

#: Bytes of a file that are held in memory while it is read; the rest goes to /tmp.
IN_MEMORY = 1024 * 1024
NOT_THERE = 404
#: What the libraries raise where the storage refuses, breaks off, or is not there.
FAULTS = BotoCoreError, ClientError, RetriesExceededError, S3DownloadFailedError
#: Seconds, and how often: a page must not wait for minutes where nobody answers.
TRIES = {"total_max_attempts": 3, "mode": "standard"}
CLIENT = Config(connect_timeout=3, read_timeout=20, retries=TRIES)


class ObjectStorage(S3Storage):
    def get_default_settings(self):
        return super().get_default_settings() | {
            "file_overwrite": False,
            "object_parameters": {"ChecksumAlgorithm": "SHA256"},
            "max_memory_size": IN_MEMORY,
            "transfer_config": TransferConfig(use_threads=False),
        }

    def __init__(self, *, addressing_style, **options):
        style = Config(s3={"addressing_style": addressing_style})
        super().__init__(client_config=CLIENT.merge(style), **options)

    def url(self, name, *args, **kwargs):
        raise ValueError("A file that was handed in has no address of its own.")

    def ask(self):
        """Raises StorageAway unless the bucket is there and lets us in."""
        with _as_with_a_disk(self.bucket_name):
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)

    def _open(self, name, mode="rb"):
        with _as_with_a_disk(name):
            opened = super()._open(name, mode)
            if "r" in mode:
                opened.file  # noqa: B018 fetches all of it, while faults can be told
            return opened

    def _save(self, name, content):
        with _as_with_a_disk(name):
            return super()._save(name, content)

    def delete(self, name):
        with _as_with_a_disk(name):
            super().delete(name)

    def exists(self, name):
        with _as_with_a_disk(name):
            return super().exists(name)

    def listdir(self, name):
        with _as_with_a_disk(name):
            return super().listdir(name)

    def size(self, name):
        with _as_with_a_disk(name):
            return super().size(name)

    def get_modified_time(self, name):
        with _as_with_a_disk(name):
            return super().get_modified_time(name)


@contextmanager
def _as_with_a_disk(name):
    try:
        yield
    except FAULTS as error:
        if _status(error) == NOT_THERE:
            raise FileNotFoundError(f"{name} is not in the bucket.") from error
        raise StorageAway(f"{name}: {error}") from error


def _status(error):
    answer = getattr(error, "response", {})
    return answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
