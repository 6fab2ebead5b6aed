"""Histories of milestones and how they stood, by hand from the table of standing.py.

A date is a day (2027-06-30), a month (2027-06), a year (2027), a fiscal year (FY2570)
or "on or before" (<=2027-06-30). What was said:

    step KIND              done by a stage: selection, submission, announcement
    agreed DATE on DAY     the baseline, recorded the same day unless "recorded DAY"
    moved DATE on DAY      a re-dating
    asked DATE on DAY      a later date asked for; ruled on by "approved", "refused"
    done DATE              completed
    retired on DAY         nobody waits for it any more
    view WORD until DAY on DAY
    stage KIND on DAY      of the bid, whose call has its deadline on 2027-03-03
    taken back             what was said last

Then, as of a day: state, days, reason, days of slip, times moved, and where there is
one the view; "inferred" where the state rests on an inferred day.
"""

HISTORIES = """
== nothing is ever heard of it
agreed 2027-06-30 on 2026-10-01
2026-09-30 not-enough-data - not-agreed - 0
2026-10-01 upcoming 272 window-ahead 0 0
2027-03-31 upcoming 91 window-ahead 0 0
2027-04-01 due 90 last-day-near 0 0
2027-06-30 due 0 last-day-near 0 0
2027-07-01 overdue 1 tracked-without-record 0 0
2028-06-30 overdue 366 tracked-without-record 0 0

== done on its day
agreed 2027-06-30 on 2026-10-01
done 2027-06-30
2027-06-29 due 1 last-day-near 0 0
2027-06-30 met - done-in-window 0 0
2028-01-01 met - done-in-window 0 0

== done early
agreed 2027-06-30 on 2026-10-01
done 2027-06-20
2027-06-19 due 11 last-day-near 0 0
2027-06-20 met-early - done-before-window -10 0

== done late, and so known undone in between
agreed 2027-06-30 on 2026-10-01
done 2027-07-10
2027-06-30 due 0 last-day-near 0 0
2027-07-01 overdue 1 known-undone 0 0
2027-07-10 met-late 10 done-after-window 10 0

== moved earlier
agreed 2027-06-30 on 2026-10-01
moved 2027-05-31 on 2027-01-10
2027-01-09 upcoming 172 window-ahead 0 0
2027-01-10 upcoming 141 window-ahead -30 1
2027-03-02 due 90 last-day-near -30 1
2027-06-01 overdue 1 tracked-without-record -30 1

== moved later and done by then
agreed 2027-06-30 on 2026-10-01
moved 2027-09-30 on 2027-06-15
done 2027-09-30
2027-06-14 due 16 last-day-near 0 0
2027-06-15 upcoming 107 window-ahead 92 1
2027-09-30 met - done-in-window 92 1

== moved later, then part of the way back
agreed 2027-06-30 on 2026-10-01
moved 2027-09-30 on 2027-05-01
moved 2027-08-31 on 2027-07-01
2027-05-01 upcoming 152 window-ahead 92 1
2027-06-30 upcoming 92 window-ahead 92 1
2027-07-01 due 61 last-day-near 62 2
2027-09-01 overdue 1 tracked-without-record 62 2

== a later date is asked for, and nobody decides
agreed 2027-06-30 on 2026-10-01
asked 2027-09-30 on 2027-05-10
2027-05-09 due 52 last-day-near 0 0
2027-05-10 waiting-for-decision - later-date-asked 0 0
2027-07-15 waiting-for-decision - later-date-asked 0 0

== a later date is refused
agreed 2027-06-30 on 2026-10-01
asked 2027-09-30 on 2027-05-10
refused on 2027-05-20
2027-05-19 waiting-for-decision - later-date-asked 0 0
2027-05-20 due 41 last-day-near 0 0
2027-07-01 overdue 1 tracked-without-record 0 0

== a later date is approved
agreed 2027-06-30 on 2026-10-01
asked 2027-09-30 on 2027-05-10
approved on 2027-05-20
2027-05-19 waiting-for-decision - later-date-asked 0 0
2027-05-20 upcoming 133 window-ahead 92 1
2027-10-01 overdue 1 tracked-without-record 92 1

== refused, asked for again, approved
agreed 2027-06-30 on 2026-10-01
asked 2027-09-30 on 2027-04-01
refused on 2027-04-15
asked 2027-08-31 on 2027-05-01
approved on 2027-06-01
2027-04-01 waiting-for-decision - later-date-asked 0 0
2027-04-15 due 76 last-day-near 0 0
2027-05-01 waiting-for-decision - later-date-asked 0 0
2027-06-01 upcoming 91 window-ahead 62 1

== the request is taken back
agreed 2027-06-30 on 2026-10-01
asked 2027-09-30 on 2027-05-10
taken back
2027-05-10 due 51 last-day-near 0 0

== done while its later date waits
agreed 2027-06-30 on 2026-10-01
asked 2027-09-30 on 2027-05-10
done 2027-06-25
2027-06-24 waiting-for-decision - later-date-asked 0 0
2027-06-25 met-early - done-before-window -5 0

== refused, and then done late
agreed 2027-06-30 on 2026-10-01
asked 2027-08-31 on 2027-06-01
refused on 2027-06-10
done 2027-07-05
2027-06-30 due 0 last-day-near 0 0
2027-07-01 overdue 1 known-undone 0 0
2027-07-05 met-late 5 done-after-window 5 0

== approved, and then done before the new date but after the first
agreed 2027-06-30 on 2026-10-01
asked 2027-09-30 on 2027-05-10
approved on 2027-05-20
done 2027-07-31
2027-07-30 due 62 last-day-near 92 1
2027-07-31 met-early - done-before-window 31 1

== a re-dating is taken back
agreed 2027-06-30 on 2026-10-01
moved 2027-09-30 on 2027-05-01
taken back
2027-05-01 due 60 last-day-near 0 0

== a completion is taken back
agreed 2027-06-30 on 2026-10-01
done 2027-06-20
taken back
2027-06-20 due 10 last-day-near 0 0
2027-07-02 overdue 2 tracked-without-record 0 0

== retired
agreed 2027-06-30 on 2026-10-01
retired on 2027-02-01
2027-01-31 upcoming 150 window-ahead 0 0
2027-02-01 retired - retired 0 0
2028-02-01 retired - retired 0 0

== a retirement is taken back
agreed 2027-06-30 on 2026-10-01
retired on 2027-02-01
taken back
2027-02-01 upcoming 149 window-ahead 0 0

== retired while its later date waits
agreed 2027-06-30 on 2026-10-01
asked 2027-09-30 on 2027-05-10
retired on 2027-06-01
2027-05-31 waiting-for-decision - later-date-asked 0 0
2027-06-01 retired - retired 0 0

== a plan that was retired before it was agreed
retired on 2027-01-01
2026-12-31 not-enough-data - not-agreed - 0
2027-01-01 retired - retired - 0

== a month, without a record
agreed 2027-06 on 2026-10-01
2027-05-31 due 30 last-day-near 0 0
2027-06-15 due 15 last-day-near 0 0
2027-07-01 overdue 1 tracked-without-record 0 0

== a month, done within it
agreed 2027-06 on 2026-10-01
done 2027-06-10
2027-06-09 due 21 last-day-near 0 0
2027-06-10 met - done-in-window -20 0

== a month, done before it
agreed 2027-06 on 2026-10-01
done 2027-05-31
2027-05-31 met-early - done-before-window -30 0

== a day, done in a month that ends after it
agreed 2027-06-15 on 2026-10-01
done 2027-06
2027-06-15 due 0 last-day-near 0 0
2027-06-29 overdue 14 known-undone 0 0
2027-06-30 met-late 15 done-after-window 15 0

== a year
agreed 2027 on 2026-10-01
2026-12-31 upcoming 365 window-ahead 0 0
2027-01-01 upcoming 364 window-open 0 0
2027-10-01 upcoming 91 window-open 0 0
2027-10-02 due 90 last-day-near 0 0
2028-01-01 overdue 1 tracked-without-record 0 0

== a year that was made a day
agreed 2027 on 2026-10-01
moved 2027-06-30 on 2027-01-15
2027-01-14 upcoming 351 window-open 0 0
2027-01-15 upcoming 166 window-ahead -184 1

== a fiscal year, done in a year known no closer
agreed FY2570 on 2026-09-01
done 2027
2026-09-30 upcoming 365 window-ahead 0 0
2026-10-01 upcoming 364 window-open 0 0
2027-10-01 overdue 1 known-undone 0 0
2027-12-31 met-late 92 done-after-window 92 0

== done on or before its day
agreed 2027-06-30 on 2026-10-01
done <=2027-06-30
2027-06-29 due 1 last-day-near 0 0
2027-06-30 met - done-in-window 0 0

== agreed long ago, written down after its day
agreed 2027-06-30 on 2026-10-01 recorded 2027-08-01
2027-06-30 due 0 last-day-near 0 0
2027-07-01 no-record - before-tracking 0 0
2028-07-01 no-record - before-tracking 0 0

== agreed long ago, written down on its very day
agreed 2027-06-30 on 2026-10-01 recorded 2027-06-30
2027-07-01 overdue 1 tracked-without-record 0 0

== written down after its day, and then done late
agreed 2027-06-30 on 2026-10-01 recorded 2027-08-01
done 2027-07-20
2027-07-01 overdue 1 known-undone 0 0
2027-07-20 met-late 20 done-after-window 20 0

== a report of a member city from before records were kept
agreed 2023 on 2019-10-30 recorded 2026-10-01
2019-10-29 not-enough-data - not-agreed - 0
2023-01-01 upcoming 364 window-open 0 0
2023-12-31 due 0 last-day-near 0 0
2024-01-01 no-record - before-tracking 0 0

== the submission, on record
step submission
agreed 2027-03-03 on 2026-10-01
stage submitted on 2027-03-01
2027-02-28 due 3 last-day-near 0 0
2027-03-01 met-early - done-before-window -2 0

== the submission, inferred from the outcome
step submission
agreed 2027-03-03 on 2026-10-01
stage not-designated on 2027-10-31
2027-03-02 due 1 last-day-near 0 0
2027-03-03 met - done-in-window 0 0 inferred
2027-10-31 met - done-in-window 0 0 inferred

== the submission, inferred, planned before the deadline
step submission
agreed 2027-02-01 on 2026-10-01
stage designated on 2027-10-31
2027-02-02 overdue 1 known-undone 0 0 inferred
2027-03-03 met-late 30 done-after-window 30 0 inferred

== a submission that a completion tells outright
step submission
agreed 2027-03-03 on 2026-10-01
done 2027-03-02
stage designated on 2027-10-31
2027-03-02 met-early - done-before-window -1 0

== not nominated, so never submitted
step submission
agreed 2027-03-03 on 2026-10-01
stage not-nominated on 2027-01-15
2027-01-14 due 48 last-day-near 0 0
2027-01-15 not-met - closed-undone 0 0
2027-04-01 not-met - closed-undone 0 0

== not nominated: the selection took place
step selection
agreed 2027-01-31 on 2026-10-01
stage not-nominated on 2027-01-15
2027-01-14 due 17 last-day-near 0 0
2027-01-15 met-early - done-before-window -16 0

== not nominated: of another step nothing is known
agreed 2027-06-30 on 2026-10-01
stage not-nominated on 2027-01-15
2027-01-14 upcoming 167 window-ahead 0 0
2027-01-15 no-record - closed-without-record 0 0

== the bid ended well, a letter was never recorded
agreed 2027-01-02 on 2026-10-01
stage designated on 2027-10-31
2027-10-30 overdue 301 tracked-without-record 0 0
2027-10-31 no-record - closed-without-record 0 0

== the announcement, in the month before the one foreseen
step announcement
agreed 2027-11 on 2026-10-01
stage designated on 2027-10-31
2027-10-30 due 31 last-day-near 0 0
2027-10-31 met-early - done-before-window -30 0

== done by a stage, though no date was ever agreed
step submission
stage submitted on 2027-03-01
2027-02-28 not-enough-data - not-agreed - 0
2027-03-01 not-enough-data - window-unknown - 0

== a view, until it expires
agreed 2027-06-30 on 2026-10-01
view at-risk until 2027-02-28 on 2027-01-01
2026-12-31 upcoming 181 window-ahead 0 0
2027-01-01 upcoming 180 window-ahead 0 0 at-risk
2027-02-28 upcoming 122 window-ahead 0 0 at-risk
2027-03-01 upcoming 121 window-ahead 0 0

== a newer view, and none once that has expired
agreed 2027-06-30 on 2026-10-01
view secure until 2027-05-01 on 2027-01-01
view blocked until 2027-02-01 on 2027-01-15
2027-01-14 upcoming 167 window-ahead 0 0 secure
2027-01-15 upcoming 166 window-ahead 0 0 blocked
2027-02-02 upcoming 148 window-ahead 0 0

== a view that was taken back
agreed 2027-06-30 on 2026-10-01
view secure until 2027-05-01 on 2027-01-01
taken back
2027-01-14 upcoming 167 window-ahead 0 0

== a re-dating that was entered late, after a newer one
agreed 2027-06-30 on 2026-10-01
moved 2027-08-31 on 2027-03-01
moved 2027-07-31 on 2027-02-01
2027-01-31 upcoming 150 window-ahead 0 0
2027-02-01 upcoming 180 window-ahead 31 1
2027-03-01 upcoming 183 window-ahead 62 2
"""
