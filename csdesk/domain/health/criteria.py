"""A criterion asks what the rows of a book say themselves; what is computed of an account cannot be one."""

_HEALTH = "it is what a scorecard computes"
_COUNTED = "it is counted from other rows"

COMPUTED = {
    **dict.fromkeys(
        ("health", "band", "coverage", "standing", "scorecard", "in_band_since", "days_in_band"), _HEALTH
    ),
    **dict.fromkeys(
        (
            "arr", "mrr", "renewal_on", "renews_in", "notice_on", "notice_in", "last_two_way_on", "silent_for",
            "last_touch_on", "sponsor", "contacts", "next_step", "next_on", "open_tasks",
        ),
        _COUNTED,
    ),
}  # fmt: skip
"""Why each field of the list of accounts that is computed is no criterion."""
