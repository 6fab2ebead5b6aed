"""What facts say of a call, beside the fields that hold the same.

Staff may correct a field; the fact of the load then speaks of another value, and its
sources must not stand behind the new one.
"""

import re

NUMBERS = {
    "new_cities": lambda call: call.new_cities,
    "total_after": lambda call: call.total_after,
    "fields": lambda call: call.field_count(),
    "max_cities": lambda call: call.max_cities,
    "max_megabytes": lambda call: call.max_megabytes,
}
DAYS = ("opened", "deadline", "announced")


def said_of(call, facts):
    """Name to fact, of those about the call that are known and fit its fields.

    A topic is named as templates can ask for it: new-cities is new_cities.
    """
    own = (fact for fact in facts if fact.subject == call.key() and fact.is_known())
    named = {fact.topic.replace("-", "_"): fact for fact in own}
    return {name: fact for name, fact in named.items() if _fits(call, name, fact)}


def _fits(call, name, fact):
    if name in DAYS:
        day = getattr(call, f"{name}_on"), getattr(call, f"{name}_precision")
        return day == (fact.effective_on, fact.precision)
    if name in NUMBERS:
        return str(NUMBERS[name](call)) in re.findall(r"\d+", fact.value_en)
    return True
