"""Guards that no test can miss, each with the reason: something else guards as well."""

_SAME = "It tells a second press from a second act; the act was judged before."
KNOWN = {
    "programmes.models.duty.CommitmentReport.says_as: "
    "if not is_same or self.recorded_by_id != by.pk or self.is_answered()": _SAME,
    "programmes.models.key_rules.take_back: if gone.recorded_by_id == by.pk": _SAME,
}
