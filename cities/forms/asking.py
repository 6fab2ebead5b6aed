"""What a form says of a field that was left empty."""


def ask_for(form, name, words):
    """An error at a field left empty; one that has an error already says enough."""
    if not form.cleaned_data.get(name) and name not in form.errors:
        form.add_error(name, words)
