"""A paper beside another form: one that is there, or a new one, handed in there."""

from copy import deepcopy

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Paper
from .paper_form import PaperForm


class PaperChoice(PaperForm):
    """A paper beside another form: one that is there, or a new file or link, or none.

    It stands in the same <form> as the form that it belongs to, under its own prefix:

        form = DecisionForm(request.POST or None)
        paper = PaperChoice(
            request.POST or None, request.FILES or None,
            programme=programme, user=request.user,
        )
        if request.method == "POST" and are_valid(form, paper):
            with told_on(form):  # cities.forms.overtaken
                row.paper = paper.keep(by=request.user)  # a stored Paper, or None
                ...the verb that writes row...
                return redirect(...)

    Template: `<form method="post" enctype="multipart/form-data" ...>`, `{{ form }}` and
    `{% include "programmes/staff/_paper_choice.html" with paper=paper only %}`.

    `keep()` saves a new one (a second time it finds the same) and leaves it chosen in
    this form, so that nothing is lost if the verb then refuses. With `is_required=True`
    some paper must be given. Those who may not read all papers choose among none; those
    who may not add papers to the register hand theirs in for staff alone.
    """

    existing = forms.ModelChoiceField(
        label=_("A paper that is there already"),
        queryset=Paper.objects.none(),
        required=False,
        empty_label=_("none of these"),
        error_messages={"invalid_choice": _("Choose a paper of this agreement.")},
    )
    field_order = ["existing", *PaperForm.field_order]

    def __init__(self, *args, programme, user, is_required=False, **kwargs):
        kwargs.setdefault("prefix", "paper")
        super().__init__(*args, programme=programme, is_required=is_required, **kwargs)
        self.reads_all = user.has_perm("programmes.view_annualreview")
        if self.reads_all and programme.papers.exists():
            self._offer_existing(programme)
        else:
            del self.fields["existing"]
        if not user.has_perm("programmes.add_paper"):
            del self.fields["is_public"]

    def clean(self):
        if self._has("existing"):
            if self.is_given():
                words = _("Choose one that is there, or give a new one; not both.")
                self.add_error("existing", words)
            return self.cleaned_data
        return super().clean()

    def keep(self, *, by):
        chosen = self.cleaned_data.get("existing")
        if chosen or not self.is_given():
            return chosen
        paper = super().keep(by=by)
        self._leave_chosen(paper)
        return paper

    def _offer_existing(self, programme):
        field = self.fields.setdefault(
            "existing", deepcopy(self.base_fields["existing"])
        )
        field.queryset = programme.papers.all()
        self.fields["file"].label = _("Or a new file")
        self.order_fields(self.field_order)

    def _leave_chosen(self, paper):
        self.data = self.data.copy()
        for name in ("link", "title_th", "title_en", "is_public"):
            self.data.pop(self.add_prefix(name), None)
        if self.reads_all:
            self._offer_existing(paper.programme)
            self.data[self.add_prefix("existing")] = str(paper.pk)


def are_valid(form, paper):
    """Whether both are; a file that was in order is asked for again if the form is not.

    Both are judged, so that all that is wrong is said at once.
    """
    is_valid = [form.is_valid(), paper.is_valid()]
    if not is_valid[0] and is_valid[1]:
        paper.ask_again()
    return all(is_valid)
