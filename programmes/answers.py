"""The decisions by which suggestions were answered, as far as the public reads them.

The number of queries does not depend on the number of suggestions.
"""

from cities.suggestion_stories import Story

from .decision_register import Entry, register
from .models import Decision


def with_answers(stories: list[Story]) -> list[tuple[Story, Entry | None]]:
    """Each story with the entry of its decision; None where there is none, or where
    the public does not read its words yet.
    """
    steps = [step for story in stories for step in story.steps if step.decision]
    entries = _told(steps) if steps else {}
    return [(story, entries.get(story.row.pk)) for story in stories]


def _told(steps):
    """Suggestion's pk to the entry of the decision that answered it."""
    found = Decision.objects.standing().filter(effects__answer__in=steps).distinct()
    return {
        effect.answer.suggestion_id: entry
        for entry in register(found.order_by("sequence"))
        if entry.is_told
        for effect in entry.decision.effects.all()
        if effect.answer
    }
