"""The gaps for which experts were sent, in words."""

from django.utils.translation import gettext as _


def level_words(counted):
    """A level that counts on a day: "level 2"; None where nothing was verified."""
    if counted is None:
        return _("no verified reading")
    if counted.level is None:
        return _("does not apply")
    return _("level %(level)s") % {"level": counted.level}


def way_words(aim):
    """What became of an indicator: "level 1 → 3", or that nothing was verified."""
    then, now = aim.then, aim.now
    if then is None and now is None:
        return level_words(None)
    if then is None or now is None or None in (then.level, now.level):
        return f"{level_words(then)} → {level_words(now)}"
    levels = {"then": then.level, "now": now.level}
    if then.level == now.level:
        return _("level %(now)s, unchanged") % levels
    return _("level %(then)s → %(now)s") % levels
