"""What must survive: one script a question; it ends with 1 where something was lost."""

from benchmarks.disk import use_a_disk

use_a_disk()
