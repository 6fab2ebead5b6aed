"""What is measured: one script a question, each printing ratios of one run."""

from .disk import use_a_disk

use_a_disk()
