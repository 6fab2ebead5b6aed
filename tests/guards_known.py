"""Guards that no test can miss, each with the reason: something else guards as well."""

KNOWN = {
    "programmes.models.key_rules.take_back: if gone.recorded_by_id == by.pk": (
        "It tells a second press from a second act; the act was judged before."
    ),
    "cities.staff_views.district_states.may_say: City.objects.exportable_by(user)": (
        "The page that asks finds its city in the same rows."
    ),
    "programmes.audit.scope._of_cities: Expert.objects.filter(user__isnull=False)": (
        "Experts without an account recorded nothing: it spares the database a NULL."
    ),
    "programmes.accounts.register.manageable_by: "
    "get_user_model().objects.exclude(pk=user.pk)": (
        "Whoever manages accounts is a secretary or the technical administrator, and "
        "the two lines below leave out both."
    ),
    "programmes.staff_views.desk.desk: City.objects.kept_by(user)": (
        "What a desk puts on it asks the same once more (desk_steps): here it spares "
        "the milestones of other cities."
    ),
    "programmes.staff_views.duty_acts.withdraw_key: "
    "Commitment.objects.answerable_by(request.user)": (
        "What is taken back was said by one's own agency, so that agency has signed."
    ),
}
