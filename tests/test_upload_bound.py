"""What is sent beyond the bound reaches neither memory nor disk."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from creativecity.upload_bound import MAX_SIZE, BoundedUpload

MB = 1024 * 1024


def received(*files):
    """(name, content) of the files that a view finds in a request sent these."""
    sent = {f"file{n}": file for n, file in enumerate(files)}
    request = RequestFactory().post("/", sent)
    found = [(file.name, file.read()) for file in request.FILES.values()]
    request.close()
    return found


def test_file_within_the_bound_arrives_whole():
    content = b"x" * 3 * MB

    assert received(SimpleUploadedFile("a.pdf", content)) == [("a.pdf", content)]


def test_of_a_larger_file_one_byte_too_many_arrives(monkeypatch):
    monkeypatch.setattr(BoundedUpload, "left", 2 * MB + 1)

    [(_name, content)] = received(SimpleUploadedFile("a.pdf", b"x" * 3 * MB))

    assert len(content) == 2 * MB + 1


def test_the_bound_holds_for_all_files_of_a_request(monkeypatch):
    monkeypatch.setattr(BoundedUpload, "left", 100)
    files = [SimpleUploadedFile(f"{n}.pdf", b"x" * 70) for n in range(3)]

    assert [len(content) for _name, content in received(*files)] == [70, 30, 0]


def test_each_request_begins_anew():
    first, second = BoundedUpload(), BoundedUpload()

    first.receive_data_chunk(b"x" * 100, 0)

    assert second.left == MAX_SIZE + 1 == 20 * MB + 1
