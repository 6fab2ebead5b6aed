"""A stand-in for object storage: moto's server on loopback, one for a run of tests."""

import logging
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

BUCKET, REGION = "files-of-tests", "ap-southeast-1"
KEYS = {"access_key": "none", "secret_key": "needed"}


@contextmanager
def object_store():
    """Yields the address that it answers at."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@contextmanager
def bucket(endpoint):
    """An empty bucket; yields what boto3 sees of it."""
    session = boto3.Session(
        aws_access_key_id=KEYS["access_key"],
        aws_secret_access_key=KEYS["secret_key"],
        region_name=REGION,
    )
    found = session.resource("s3", endpoint_url=endpoint).Bucket(BUCKET)
    found.create(CreateBucketConfiguration={"LocationConstraint": REGION})
    try:
        yield found
    finally:
        found.objects.delete()
        found.delete()


def options_of(endpoint, **changed):
    """What settings.py makes of the environment."""
    return {
        "bucket_name": BUCKET,
        "endpoint_url": endpoint,
        "region_name": REGION,
        "addressing_style": "path",
        **KEYS,
        **changed,
    }


def storages_of(options, storages):
    """The setting STORAGES with files in the bucket."""
    kind = "creativecity.object_storage.ObjectStorage"
    return {**storages, "default": {"BACKEND": kind, "OPTIONS": options}}
