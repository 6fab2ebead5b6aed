"""What staff do with news and knowledge; part of the staff's addresses."""

from django.urls import path

from .staff_views import article_images, articles
from .staff_views import article_writing as writing

urlpatterns = [
    path("articles/", articles.articles, name="articles"),
    path("articles/add/", writing.add_article, name="add_article"),
    path("articles/add/draft/", writing.keep_new_article, name="keep_new_article"),
    path("articles/at/<slug:slug>/", articles.article, name="article"),
    path(
        "articles/at/<slug:slug>/edit/",
        writing.edit_article,
        name="edit_article",
    ),
    path(
        "articles/at/<slug:slug>/draft/",
        writing.keep_article,
        name="keep_article",
    ),
    path(
        "articles/at/<slug:slug>/publish/",
        articles.publish_article,
        name="publish_article",
    ),
    path(
        "articles/at/<slug:slug>/take-down/",
        articles.take_down_article,
        name="take_down_article",
    ),
    path(
        "articles/at/<slug:slug>/pictures/add/",
        article_images.add_picture,
        name="add_picture",
    ),
    path(
        "articles/at/<slug:slug>/pictures/<int:number>/",
        article_images.edit_picture,
        name="edit_picture",
    ),
]
