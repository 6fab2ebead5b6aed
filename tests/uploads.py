"""Every place where a file can be handed in: who may, under which name, beside what."""

from django.forms import BaseForm

from .access_matrix import OFFICER, PARTNER

#: address -> (role, the field of the file, what is sent with it, what follows a "?")
UPLOADS = {
    "staff:cities:add_evidence": (OFFICER, "file", {"title_th": "แผน"}, ""),
    "staff:cities:edit_pack_item": (OFFICER, "new_file", {"base": "0"}, ""),
    "staff:add_paper": ("cea", "file", {"title_th": "หนังสือ"}, ""),
    "staff:add_picture": (
        OFFICER,
        "file",
        {"alt_th": "ก", "alt_en": "a", "credit_th": "ก", "consent": "not-needed"},
        "",
    ),
    "staff:add_engagement": (OFFICER, "paper-file", {}, ""),
    "staff:partner_report": (PARTNER, "paper-file", {}, ""),
    "staff:report_duty": ("dasta", "paper-file", {"base": "0"}, ""),
    "staff:action_done": (OFFICER, "paper-file", {}, ""),
    "staff:add_amendment": ("secretary", "paper-file", {}, "?kind=extension"),
    "staff:add_decision": ("secretary", "paper-file", {"step": "enter"}, ""),
    "staff:decide_item": ("secretary", "paper-file", {"step": "enter"}, ""),
}
#: Those that take a table, which is read and not kept.
TABLES = {
    "staff:cities:import_readings": (OFFICER, "file", {"action": "check"}, ""),
    "staff:import_kind": ("secretary", "file", {"action": "check"}, ""),
}
#: One that keeps nothing of a file but its hash, and only while it answers.
HASHED = {"programmes:verify": (None, "file", {}, "")}


def errors_of(response):
    """The codes of all that is wrong with any form of the page, by its field."""
    forms = {
        id(form): form
        for context in response.context or ()
        for form in context.flatten().values()
        if isinstance(form, BaseForm)
    }
    return {
        form.add_prefix(name): {error.code for error in said}
        for form in forms.values()
        for name, said in form.errors.as_data().items()
    }
