"""The public pages: those that gather from everything, and those of cities alone."""

from django.urls import include, path

from cities.urls import urlpatterns as cities_urlpatterns

from .data_urls import urlpatterns as data_urlpatterns
from .participate_urls import urlpatterns as participate_urlpatterns
from .privacy_urls import urlpatterns as privacy_urlpatterns
from .views import (
    about,
    accept,
    agreement,
    api,
    calls,
    cards,
    changes,
    city,
    compare,
    decisions,
    duties,
    feeds,
    home,
    knowledge,
    letters,
    papers,
    partners,
    readiness,
    report_files,
    reviews,
    schedule,
    search,
    site_map,
    verify,
)

city_pages = [
    path("<slug:slug>/", city.detail, name="detail"),
    path("<slug:slug>/card.png", cards.of_city, name="card"),
    path("<slug:slug>/changes.atom", changes.city_atom, name="changes_atom"),
    path("<slug:slug>/readiness/", readiness.detail, name="readiness"),
    path("<slug:slug>/readiness.csv", readiness.as_csv, name="readiness_csv"),
    path("<slug:slug>/slip.csv", schedule.city_csv, name="slip_csv"),
    *cities_urlpatterns,
]
programme_pages = [
    path("", home.home, name="home"),
    path("card.png", cards.general, name="card"),
    path("changes/", changes.changes, name="changes"),
    path("changes.atom", changes.atom, name="changes_atom"),
    path("schedule/", schedule.schedule, name="schedule"),
    path("schedule.csv", schedule.schedule_csv, name="schedule_csv"),
    path("compare/", compare.compare, name="compare"),
    path("compare.csv", compare.compare_csv, name="compare_csv"),
    path("agreement/", agreement.latest, name="latest_agreement"),
    path("agreements/<slug:slug>/", agreement.detail, name="agreement"),
    path("agreements/<slug:slug>/decisions/", decisions.decisions, name="decisions"),
    path(
        "agreements/<slug:slug>/decisions.csv",
        decisions.decisions_csv,
        name="decisions_csv",
    ),
    path("agreements/<slug:slug>/duties.csv", duties.as_csv, name="duties_csv"),
    path(
        "agreements/<slug:slug>/papers/<int:paper>/file",
        papers.paper_file,
        name="paper_file",
    ),
    path("reviews/", reviews.index, name="reviews"),
    path("reviews/<slug:slug>/<int:year>/", reviews.detail, name="review"),
    *(
        path(
            f"reviews/<slug:slug>/<int:year>/report.{kind}",
            report_files.report_file,
            {"kind": kind},
            name=f"report_{kind}",
        )
        for kind in ("pdf", "docx", "xlsx", "json")
    ),
    path("reviews/<slug:slug>/<int:year>/verify/", verify.verify, name="verify"),
    path("search/", search.search, name="search"),
    *participate_urlpatterns,
    path("knowledge/", knowledge.knowledge, name="knowledge"),
    path("knowledge/<slug:slug>/", knowledge.article, name="article"),
    path(
        "knowledge/<slug:slug>/pictures/<int:number>/<int:width>.webp",
        knowledge.picture,
        name="article_picture",
    ),
    path("partners/", partners.partners, name="partners"),
    path("partners.csv", partners.partners_csv, name="partners_csv"),
    path("data/api/", api.api, name="api"),
    path(
        "accounts/invitation/<str:token>/",
        accept.accept_invitation,
        name="accept_invitation",
    ),
    path("letters/stop/<str:token>/", letters.stop_letters, name="stop_letters"),
    path("about/contact/", about.contact, name="contact"),
    path("about/method/", about.method, name="method"),
    path("about/network/", about.network, name="network"),
    path("about/network/<int:year>/", calls.detail, name="call"),
    path("about/sources/", about.sources, name="sources"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("about/security/", about.security, name="security"),
    path("about/site-map/", site_map.for_people, name="site_map"),
    path("data/feeds/", feeds.feeds, name="feeds"),
    *data_urlpatterns,
    *privacy_urlpatterns,
]
urlpatterns = [
    path("", include((programme_pages, "programmes"))),
    path("cities/", include((city_pages, "cities"))),
]
