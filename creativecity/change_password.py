"""Where programs that keep passwords look for the page that changes one."""

from django.shortcuts import redirect

from .public_page import public_page


@public_page
def change_password(request):
    return redirect("account_change_password")
