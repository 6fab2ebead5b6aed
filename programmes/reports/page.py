"""A report as parts of a page, each with its heading: for templates alone."""

from dataclasses import dataclass

from .edition import DRAFT, Edition
from .layout.blocks import Block, Heading
from .layout.report import report_blocks
from .values import AnnualReport


@dataclass(frozen=True)
class Part:
    slug: str
    heading: str
    blocks: tuple[Block, ...]


def report_parts(report: AnnualReport, edition: Edition = DRAFT) -> tuple[Part, ...]:
    """What stands before the first heading is left out: a page says it above."""
    found = []
    for block in report_blocks(report, edition):
        if isinstance(block, Heading) and block.level == 1:
            found.append((block.text, []))
        elif found:
            found[-1][1].append(block)
    return tuple(
        Part(f"part-{number}", heading, tuple(blocks))
        for number, (heading, blocks) in enumerate(found, start=1)
    )
