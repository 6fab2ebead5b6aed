"""An admin page's form: what others saved since it was opened is not put aside."""

from django.db import models

from .chain import lock
from .overtaken import OvertakenError, entries_of, still_meant, values_before
from .overtaken_form import BaseField, remember_base, told_on


def on_a_base(form_class):
    """That ModelForm with a hidden base; judged whole, as soon as all else is right.

    Admin saves what is valid, so the page's judgement falls here and not at its save.
    Admin has begun the transaction; the lock is held until it has saved, too.
    """

    class FormOnABase(form_class):
        base = BaseField()

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            remember_base(self)

        def full_clean(self):
            super().full_clean()
            if self.is_bound and not self.errors:
                lock()
                with told_on(self):
                    _judge(self, self.cleaned_data["base"])

    return FormOnABase


def changed_by(form):
    """What the user changed; with a precision its day moves too (rule 9)."""
    changed = set(form.changed_data)
    if any("precision" in name for name in changed):
        fields = form.instance._meta.fields
        changed |= {f.name for f in fields if isinstance(f, models.DateField)}
    return changed


def _judge(form, base):
    still_meant(form.instance, fields=changed_by(form), base=base)
    newer = entries_of(form.instance).filter(sequence__gt=base)
    held = values_before(newer)
    for field in form.instance._meta.many_to_many:
        if field.name in held and field.name in form.cleaned_data:
            _judge_relation(form, field.name, held[field.name], newer[0].by)


def _judge_relation(form, name, before, by):
    """Who left a relation alone leaves it as it stands now."""
    now = getattr(form.instance, name).all()
    numbers = sorted(row.pk for row in now)
    typed = sorted(row.pk for row in form.cleaned_data[name])
    if typed == before:
        form.cleaned_data[name] = now
    elif typed != numbers:
        stored = form.instance._meta.model._base_manager.get(pk=form.instance.pk)
        raise OvertakenError(stored, [name], by, [])
