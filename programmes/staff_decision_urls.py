"""Decisions, action points and suggestions, as staff keep them."""

from django.urls import path

from .staff_views import (
    action_acts,
    action_points,
    decisions,
    moderation,
    suggestions,
)

urlpatterns = [
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions.csv", decisions.decisions_csv, name="decisions_csv"),
    path("decisions/add/", decisions.add_decision, name="add_decision"),
    path("decisions/<int:decision>/", decisions.decision, name="decision"),
    path(
        "decisions/<int:decision>/give/",
        decisions.give_action_point,
        name="give_action_point",
    ),
    path(
        "decisions/<int:decision>/withdraw/",
        decisions.withdraw_decision,
        name="withdraw_decision",
    ),
    path("items/<int:item>/decide/", decisions.decide_item, name="decide_item"),
    path("action-points/", action_points.action_points, name="action_points"),
    path(
        "action-points.csv", action_points.action_points_csv, name="action_points_csv"
    ),
    path("action-points/<int:point>/", action_points.action_point, name="action_point"),
    path(
        "action-points/<int:point>/progress/",
        action_acts.progress,
        name="action_progress",
    ),
    path("action-points/<int:point>/move/", action_acts.move, name="action_move"),
    path("action-points/<int:point>/done/", action_acts.done, name="action_done"),
    path("action-points/<int:point>/cancel/", action_acts.cancel, name="action_cancel"),
    path(
        "action-points/<int:point>/take-back/<int:said>/",
        action_acts.take_back_step,
        name="take_back_step",
    ),
    path(
        "reviews/<slug:slug>/<int:year>/carry/",
        action_points.carry_action_points,
        name="carry_action_points",
    ),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/add/", suggestions.add_suggestion, name="add_suggestion"),
    path("suggestions/<int:suggestion>/", suggestions.suggestion, name="suggestion"),
    path(
        "suggestions/<int:suggestion>/consider/",
        suggestions.consider_suggestion,
        name="consider_suggestion",
    ),
    path(
        "suggestions/<int:suggestion>/decline/",
        suggestions.decline_suggestion,
        name="decline_suggestion",
    ),
    path(
        "suggestions/<int:suggestion>/moderate/",
        moderation.moderate_suggestion,
        name="moderate_suggestion",
    ),
    path(
        "suggestions/<int:suggestion>/moderate/take-back/",
        moderation.take_back_moderation,
        name="take_back_moderation",
    ),
    path(
        "suggestions/<int:suggestion>/take-back/",
        suggestions.take_back_suggestion,
        name="take_back_suggestion",
    ),
]
