"""What is measured lies on a disk, whatever the machine keeps in memory."""

import pytest

from benchmarks.disk import kind_of

MOUNTS = """\
/dev/vda / ext4 rw 0 0
tmpfs /mem tmpfs rw 0 0
/dev/vdb /mem/big xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/data", "ext4"),
        ("/mem", "tmpfs"),
        ("/mem/x", "tmpfs"),
        ("/memx", "ext4"),
        ("/mem/big/x", "xfs"),
    ],
)
def test_a_folder_lies_where_the_longest_way_leads(folder, kind, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)

    assert kind_of(folder, mounts) == kind


def test_where_the_kernel_does_not_say_nothing_is_known(tmp_path):
    assert kind_of("/mem", tmp_path / "none") == ""
