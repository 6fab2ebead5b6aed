"""Pages of the yearly reviews, from opened to minutes agreed."""

from django.urls import path

from .staff_views import (
    pack_files,
    review_agenda,
    review_meeting,
    review_minutes,
    review_steps,
    reviews,
)

YEAR = "reviews/<slug:slug>/<int:year>"

urlpatterns = [
    path("reviews/", reviews.reviews, name="reviews"),
    path(f"{YEAR}/", reviews.review, name="review"),
    path(f"{YEAR}/open/", reviews.open_review, name="open_review"),
    path(f"{YEAR}/edit/", review_meeting.edit_review, name="edit_review"),
    path(f"{YEAR}/attendance/", review_meeting.attendance, name="attendance"),
    path(
        f"{YEAR}/attendance/<int:person>/",
        review_meeting.edit_attendance,
        name="edit_attendance",
    ),
    path(f"{YEAR}/gather/", review_agenda.gather_agenda, name="gather_agenda"),
    path(f"{YEAR}/agenda/add/", review_agenda.add_item, name="add_item"),
    path(f"{YEAR}/agenda/<int:item>/", review_agenda.edit_item, name="edit_item"),
    path(f"{YEAR}/agenda/<int:item>/drop/", review_agenda.drop_item, name="drop_item"),
    path(f"{YEAR}/invite/", review_steps.invite, name="invite"),
    path(
        f"{YEAR}/packs/<int:number>/",
        review_steps.pack_of_review,
        name="pack_of_review",
    ),
    path(
        f"{YEAR}/packs/<int:number>/pack.docx", pack_files.pack_docx, name="pack_docx"
    ),
    path(f"{YEAR}/packs/<int:number>/pack.pdf", pack_files.pack_pdf, name="pack_pdf"),
    path(f"{YEAR}/hold/", review_steps.hold, name="hold"),
    path(f"{YEAR}/minutes/", review_minutes.minutes, name="minutes"),
    path(f"{YEAR}/minutes/agree/", review_minutes.agree_minutes, name="agree_minutes"),
]
