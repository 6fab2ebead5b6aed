"""What one row says of an expert and of an assignment, in the forms of their pages."""

from copy import copy

from django.utils.translation import gettext as _

from cities.models import Assignment, Expert
from creativecity.thai_text import fold_digits, normalise, search_key

from ..forms.expert import AssignmentForm, ExpertForm
from .adapter import RowError, city_of, number_text, parts
from .cells import as_read_back
from .expert_columns import COLUMNS, PERSON, SENT
from .expert_lookup import Of
from .together import Together


def row_form(row, of, known):
    row = {column.name: row.get(column.name, "") for column in COLUMNS}
    expert, sent = of or Of(Expert(), None)
    _judge_repeated(row, of, known)
    person = {name: name for name in PERSON}
    forms = {"expert": (_expert_form(row, expert, known), person)}
    if any(row[name].strip() for name in SENT):
        city = city_of(row, known.more["cities"])
        instance = copy(sent) if sent else Assignment(expert=expert, city=city)
        forms["sent"] = _assignment_form(row, instance, known)
    return Together(forms)


def _judge_repeated(row, of, known):
    """Rows of one person may not contradict each other."""
    key = of.expert.pk if of else search_key(row["name_th"])
    for name, text in known.more["first"].get(key, {}).items():
        if normalise(row[name]) != text:
            words = _("A row above says otherwise of this expert: %(said)s.")
            raise RowError(name, words % {"said": text or "–"})


def _expert_form(row, expert, known):
    data = {**row, "agency": _agency(row["agency"], known)}
    agencies = known.more["agencies"]
    return as_read_back(ExpertForm(data, instance=copy(expert), agencies=agencies))


def _agency(text, known):
    names = known.more["agency_names"]
    if not normalise(text):
        only = {each.pk for each in names.values()}
        return only.pop() if len(only) == 1 else ""
    if agency := names.get(search_key(text)):
        return agency.pk
    words = _("Write one of: %(names)s.")
    shown = dict.fromkeys(str(each) for each in names.values())
    raise RowError("agency", words % {"names": ", ".join(shown)})


def _assignment_form(row, instance, known):
    progress = known.more["progress"].get(instance.city_id)
    groups = {
        f"codes-{dimension.code}": {cell.indicator.code for cell in cells}
        for dimension, _score, cells in (progress.dimensions if progress else ())
    }
    codes = [fold_digits(code).upper() for code in parts(row["indicators"])]
    asked = set().union(*groups.values(), instance.indicator_codes)
    if missing := [code for code in codes if code not in asked]:
        words = _("The rubric has no indicator %(code)s.") % {"code": missing[0]}
        raise RowError("indicators", words)
    data = {**row, "days": number_text(row["days"])}
    data |= {name: [c for c in codes if c in group] for name, group in groups.items()}
    form = AssignmentForm(data, instance=instance, progress=progress)
    columns = {name: name for name in ("starts_on", *form.fields)}
    return as_read_back(form), {**columns, **dict.fromkeys(groups, "indicators")}
