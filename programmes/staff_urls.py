"""What staff edit, under their desk."""

from django.urls import include, path

from cities.staff_urls import urlpatterns as cities_urlpatterns

from .staff_account_urls import urlpatterns as account_urlpatterns
from .staff_article_urls import urlpatterns as article_urlpatterns
from .staff_audit_urls import urlpatterns as audit_urlpatterns
from .staff_decision_urls import urlpatterns as decision_urlpatterns
from .staff_import_urls import urlpatterns as import_urlpatterns
from .staff_letter_urls import urlpatterns as letter_urlpatterns
from .staff_privacy_urls import urlpatterns as privacy_urlpatterns
from .staff_register_urls import urlpatterns as register_urlpatterns
from .staff_review_urls import urlpatterns as review_urlpatterns
from .staff_views import (
    agreements,
    amendments,
    desk,
    duties,
    duty_acts,
    engagements,
    expert_retirement,
    experts,
    fiscal,
    minutes_files,
    papers,
    partner_reports,
    partners,
    requests,
    sealing,
    security,
)
from .views import file_list, monitoring

app_name = "staff"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("agreements/add/", agreements.add_agreement, name="add_agreement"),
    path(
        "agreements/<slug:slug>/edit/",
        agreements.edit_agreement,
        name="edit_agreement",
    ),
    path(
        "agreements/<slug:slug>/amendments/",
        amendments.amendments,
        name="amendments",
    ),
    path(
        "agreements/<slug:slug>/amendments/add/",
        amendments.add_amendment,
        name="add_amendment",
    ),
    path(
        "agreements/<slug:slug>/amendments/<int:amendment>/withdraw/",
        amendments.take_back_amendment,
        name="withdraw_amendment",
    ),
    path("agreements/<slug:slug>/papers/", papers.papers, name="papers"),
    path("agreements/<slug:slug>/papers/add/", papers.add_paper, name="add_paper"),
    path(
        "agreements/<slug:slug>/papers/<int:paper>/edit/",
        papers.edit_paper,
        name="edit_paper",
    ),
    path("requests/", requests.requests, name="requests"),
    path("requests/<int:asked>/decide/", requests.decide, name="decide"),
    path(
        "cities/<slug:slug>/monitoring/<int:year>/",
        monitoring.detail,
        name="monitoring",
    ),
    path(
        "cities/<slug:slug>/monitoring/<int:year>/report.docx",
        monitoring.as_docx,
        name="monitoring_docx",
    ),
    path("fiscal/", fiscal.fiscal, name="fiscal"),
    path("fiscal.csv", fiscal.fiscal_csv, name="fiscal_csv"),
    path("fiscal.xlsx", fiscal.fiscal_xlsx, name="fiscal_xlsx"),
    path("security/", security.security, name="security"),
    path("security.csv", security.security_csv, name="security_csv"),
    path("security.xlsx", security.security_xlsx, name="security_xlsx"),
    path("experts/", experts.experts, name="experts"),
    path("experts/add/", experts.add_expert, name="add_expert"),
    path("experts/<int:expert>/", experts.edit_expert, name="edit_expert"),
    path("experts/<int:expert>/send/", experts.add_assignment, name="add_assignment"),
    path(
        "experts/<int:expert>/assignments/<int:assignment>/",
        experts.edit_assignment,
        name="edit_assignment",
    ),
    path(
        "experts/<int:expert>/retire/",
        expert_retirement.retire_expert,
        name="retire_expert",
    ),
    path(
        "experts/<int:expert>/assignments/<int:assignment>/retire/",
        expert_retirement.retire_assignment,
        name="retire_assignment",
    ),
    path("partners/", partners.partners, name="partners"),
    path("partners/add/", partners.add_partner, name="add_partner"),
    path("partners/log/", engagements.engagements, name="engagements"),
    path("partners/log.csv", engagements.engagements_csv, name="engagements_csv"),
    path(
        "partners/log/<int:step>/withdraw/",
        engagements.withdraw_engagement,
        name="withdraw_engagement",
    ),
    path("partners/reports/", partner_reports.partner_reports, name="partner_reports"),
    path(
        "partners/reports/<int:report>/withdraw/",
        partner_reports.withdraw_partner_report,
        name="withdraw_partner_report",
    ),
    path("partners/at/<slug:slug>/", partners.partner, name="partner"),
    path("partners/at/<slug:slug>/edit/", partners.edit_partner, name="edit_partner"),
    path(
        "partners/at/<slug:slug>/log/add/",
        engagements.add_engagement,
        name="add_engagement",
    ),
    path(
        "partners/at/<slug:slug>/report/",
        partner_reports.partner_report,
        name="partner_report",
    ),
    *account_urlpatterns,
    *article_urlpatterns,
    *audit_urlpatterns,
    *import_urlpatterns,
    *letter_urlpatterns,
    *privacy_urlpatterns,
    *register_urlpatterns,
    *review_urlpatterns,
    *decision_urlpatterns,
    path(
        "reviews/<slug:slug>/<int:year>/files/",
        file_list.files_of_report,
        name="files_of_report",
    ),
    path(
        "reviews/<slug:slug>/<int:year>/minutes.docx",
        minutes_files.minutes_docx,
        name="minutes_docx",
    ),
    path(
        "reviews/<slug:slug>/<int:year>/minutes.pdf",
        minutes_files.minutes_pdf,
        name="minutes_pdf",
    ),
    path(
        "reviews/<slug:slug>/<int:year>/agenda.docx",
        minutes_files.agenda_docx,
        name="agenda_docx",
    ),
    path(
        "reviews/<slug:slug>/<int:year>/freeze/", sealing.freeze, name="freeze_report"
    ),
    path(
        "reviews/<slug:slug>/<int:year>/report/",
        sealing.frozen_report,
        name="frozen_report",
    ),
    path(
        "reviews/<slug:slug>/<int:year>/changed/",
        sealing.changed_since,
        name="changed_since",
    ),
    path("reviews/<slug:slug>/<int:year>/sign/", sealing.sign, name="sign_report"),
    path(
        "reviews/<slug:slug>/<int:year>/errata/add/",
        sealing.correct,
        name="add_erratum",
    ),
    path("duties/", duties.duties, name="duties"),
    path("duties/<slug:slug>/<slug:code>/", duties.duty, name="duty"),
    path(
        "duties/<slug:slug>/<slug:code>/report/",
        duty_acts.report_duty,
        name="report_duty",
    ),
    path(
        "duties/<slug:slug>/<slug:code>/answer/",
        duty_acts.answer_duty,
        name="answer_duty",
    ),
    path(
        "duties/<slug:slug>/<slug:code>/withdraw/<int:said>/",
        duty_acts.withdraw_key,
        name="withdraw_key",
    ),
    path("", include((cities_urlpatterns, "cities"))),
]
