"""The register of partner bodies: who works along, where, and whom one asks."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.models import Area
from cities.models.source import PUBLISHED_BASES
from creativecity.thai_calendar import today
from creativecity.thai_text import normalise, search_key

from ..forms.partner import PartnerEditForm, PartnerForm
from ..models import Partner
from ..models.imported import Import
from .adapter import (
    Adapter,
    Done,
    Known,
    RowError,
    cities_by_name,
    city_of,
    day_text,
    parts,
)
from .effects import added, bring_back, changed, changed_since, refused_by
from .partner_columns import COLUMNS

_DAYS = ("joined_on", "left_on")
_LISTS = ("cities", "areas")


def find(rows, user):
    """Every partner the user sees, by its code and by its name in Thai."""
    del rows
    partners = Partner.objects.visible_to(user).prefetch_related("cities", "areas")
    things, names = {}, []
    for partner in partners:
        things[partner.slug] = partner
        things.setdefault(_named(partner.name_th), partner)
        names.append(partner)
    areas = {
        search_key(name): area
        for area in Area.objects.all()
        for name in (area.code, area.name_th, area.name_en)
    }
    more = {"cities": cities_by_name(), "areas": areas, "partners": names}
    return Known(user, things, more)


def _named(name):
    return ("name", search_key(name))


def key_of(row, known):
    if slug := normalise(row.get("slug", "")).lower():
        if slug not in known.things:
            words = _("No partner here has this code. Leave it empty for a new one.")
            raise RowError("slug", words)
        return slug
    partner = known.things.get(_named(row["name_th"]))
    return partner.slug if partner else _named(row["name_th"])


def said(partner, known):
    del known
    return {c.name: c.text(_value(partner, c.name)) for c in COLUMNS}


def _value(partner, name):
    value = getattr(partner, name)
    if name in _DAYS:
        return day_text(value)
    if name in _LISTS:
        return ", ".join(row.name for row in value.all())
    return ", ".join(value) if name == "source_codes" else value


def form(row, partner, known):
    data = ADAPTER.data(row)
    data["cities"] = [
        str(city_of({"cities": part}, known.more["cities"], "cities").pk)
        for part in parts(data["cities"])
    ]
    data["areas"] = [str(_area(part, known).pk) for part in parts(data["areas"])]
    data["basis"] = data["basis"] or PUBLISHED_BASES[0][0]
    if partner is None:
        return _bound(PartnerForm(data, others=known.more["partners"]), data)
    form = PartnerEditForm(
        data,
        instance=partner,
        initial={name: _keys(getattr(partner, name).all()) for name in _LISTS},
        others=known.more["partners"],
    )
    return _bound(form, data)


def _area(name, known):
    if area := known.more["areas"].get(search_key(name)):
        return area
    raise RowError("areas", _("There is no designated area of this name or code here."))


def _bound(form, data):
    """Who reports for it, and whether it is another of one name, no file says."""
    for name in set(form.fields) - {*data, "is_another"}:
        del form.fields[name]
    return form


def save(form, partner, known):
    row, ticked = form.instance, form.ticked()
    if partner is None:
        row.add(by=known.user, **ticked)
        return [Done("added", row, *added(row, ["name_th", "name_en"]))]
    before = {name: form.initial[name] for name in _LISTS}
    row.edit(by=known.user, fields=form.changed_data, **ticked)
    old, new = changed(form)
    now = {name: _keys(ticked[name]) for name in _LISTS}
    moved = [name for name in _LISTS if before[name] != now[name]]
    return [
        Done(
            "changed",
            row,
            old | {name: before[name] for name in moved},
            new | {name: now[name] for name in moved},
        )
    ]


def _keys(rows):
    return sorted(row.pk for row in rows)


def undo(effect, since, by, reason):
    """One that was added has left as of today: nothing of a register is deleted."""
    partner = Partner.objects.get(pk=effect["id"])
    if effect["verb"] == "added":
        return _let_go(partner, since, by, reason)
    back, left = bring_back(partner, effect, since)
    related = {
        name: getattr(partner, name).model.objects.filter(pk__in=effect["before"][name])
        for name in _LISTS
        if name in effect["before"] and name not in since
    }
    kept = [n for n in _LISTS if n in effect["before"] and n in since]
    words = changed_since(partner, kept) if kept else ""
    refused = refused_by(partner.edit, by=by, fields=back, **related)
    return " ".join(filter(None, [refused or left, words]))


def _let_go(partner, since, by, reason):
    if since:
        return changed_since(partner, [])
    partner.left_on = today()
    partner.note = "\n".join(filter(None, [partner.note, reason]))
    return refused_by(partner.edit, by=by, fields=["left_on", "note"])


def every(user):
    partners = Partner.objects.visible_to(user).prefetch_related("cities", "areas")
    return partners.order_by("name_th", "pk")


ADAPTER = Adapter(
    kind=Import.Kind.PARTNERS,
    columns=COLUMNS,
    key=("slug",),
    find=find,
    key_of=key_of,
    said=said,
    form=form,
    save=save,
    undo=undo,
    all=every,
    about=gettext_lazy(
        "Bodies that work along. A row with a code is about that partner; without one "
        "it is about the partner of the same name in Thai, or a new one."
    ),
)
