"""Messages of Django and allauth that our pages show, listed so that we translate them.

Their own Thai lacks these or says something else ("Add" is "แอป" in allauth's). Our
catalogue is read before theirs, and makemessages keeps a message only where it finds
it in our source: here. Nothing but a test imports this module.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

FORMS = (
    # Translators: from here on borrowed (borrowed_words.py): Django's forms
    _("This field is required."),
    _("This field cannot be null."),
    _("This field cannot be blank."),
    _("Enter a valid URL."),
    _("Enter a valid email address."),
    _("Enter a valid date."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Enter a valid JSON."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Null characters are not allowed."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("“%(pk)s” is not a valid value."),
    _("%(model_name)s with this %(field_label)s already exists."),
    _("%(model_name)s with this %(field_labels)s already exists."),
    _("Constraint “%(name)s” is violated."),
    _("(Hidden field %(name)s) %(error)s"),
    _("- Select an option -"),
    _("Unknown"),
)
LENGTHS = (
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character "
        "(it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters "
        "(it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
        "max",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit before the decimal point.",
        "Ensure that there are no more than %(max)s digits before the decimal point.",
        "max",
    ),
)
PASSWORDS = (
    # Translators: borrowed: allauth's sign-in, Django's rules for passwords
    _("The username and/or password you specified are not correct."),
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("Incorrect password."),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("The two password fields didn’t match."),
    _("The password is too similar to the %(verbose_name)s."),
    _("Your password can’t be too similar to your other personal information."),
    _("This password is too common."),
    _("Your password can’t be a commonly used password."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
)
REFERENCE_DATA = (
    # Translators: borrowed: the pages of Django's admin
    _("Add"),
    _("Add link"),
    _("Breadcrumbs"),
    _("Change history: %s"),
    _("Change or view list link"),
    _("Clear all filters"),
    _("Empty"),
    _("Filter by %(field_name)s"),
    _("Filter navigation items"),
    _("Hide counts"),
    _("Hold down “Control”, or “Command” on a Mac, to select more than one."),
    _("Lookup"),
    _("Model name"),
    _("My actions"),
    _("None available"),
    _("Not empty"),
    _("Pagination %(name)s"),
    _("Pagination %(name)s entries"),
    _("Past 7 days"),
    ngettext_lazy(
        "Please correct the error below.", "Please correct the errors below."
    ),
    _("Recent actions"),
    _("Remove from sorting"),
    _("Run"),
    _("Save and add another"),
    _("Save and continue editing"),
    _("Search %(name)s"),
    _("Select all objects on this page for an action"),
    _("Select this object for an action - {}"),
    _("Show counts"),
    _("Sidebar"),
    _("Skip to main content"),
    _("Sorting priority: %(priority_number)s"),
    _("Start typing to filter…"),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _(
        "This object doesn’t have a change history. It probably wasn’t added via this "
        "admin site."
    ),
    _("Toggle navigation"),
    _("Toggle sorting"),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: dark)"),
    _("Toggle theme (current theme: light)"),
    _("View"),
    _("View selected %(model)s"),
    _("You don’t have permission to view or edit anything."),
    _("entry"),
    _("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
)
ACCOUNTS = (
    # Translators: borrowed: its pages on accounts
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Enter the same password as before, for verification."),
    _(
        "Enter a valid username. This value may contain only letters, numbers, and "
        "@/./+/-/_ characters."
    ),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only."),
    _(
        "The groups this user belongs to. A user will get all permissions granted to "
        "each of their groups."
    ),
    _(
        "Whether the user will be able to authenticate using a password or not. If "
        "disabled, they may still be able to authenticate using other backends, such "
        "as Single Sign-On or LDAP."
    ),
    _("Enable password-based authentication for this user by setting a password."),
    _("Disable password-based authentication"),
    _("Enable password-based authentication"),
    _("Password-based authentication"),
    _("Reset password"),
    _("Set password"),
    _("Enabled"),
    _("Disabled"),
    _("staff status"),
    _("algorithm"),
    _("variety"),
    _("memory cost"),
    _("time cost"),
    _("parallelism"),
    _("salt"),
    _("hash"),
)
