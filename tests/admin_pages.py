"""The addresses of the admin, model by model."""

from django.apps import apps
from django.urls import reverse


def pages_of(label):
    """Names of the addresses of a model: `admin:cities_city_changelist`."""
    model = label.replace(".", "_")
    acts = ("changelist", "add", "change", "delete", "history")
    return [f"admin:{model}_{act}" for act in acts]


def admin_address(name, label):
    """The address; of the first row of the model, where it is of one."""
    if name.endswith(("changelist", "add")):
        return reverse(name)
    first = apps.get_model(label)._base_manager.order_by("pk").first()
    return reverse(name, args=[first.pk if first else 1])
