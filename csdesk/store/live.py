"""Which lines are live on a day, as statements ask it of a whole book: by the same rule as `life_of`."""

from csdesk.domain.revenue.terms import NEAR
from csdesk.store.statement import Turn

_ENDS = "s.period <> 'month' AND COALESCE(s.term_months, 0) <> 1"
_HAS_TERM = f'(s."end" IS NOT NULL OR (s.start IS NOT NULL AND {_ENDS}))'
_WRITTEN = f"""COALESCE((SELECT min(r.due_on) FROM renewals r
    WHERE r.subscription = s.pk AND r.outcome NOT IN ('open', 'lost')
    AND COALESCE(r.decided_on, r.booked_on, '') > :day
    HAVING min(r.due_on) >= COALESCE(s.start, '')
    AND julianday(s."end") - julianday(min(r.due_on)) > {NEAR.days}), s."end")"""
"""The end that was written on the day: before a term was renewed in place, that of the term before."""
_END = f"COALESCE({_WRITTEN}, assumed_end(s.start, s.period, s.term_months))"
_TERM = f"s.start, {_END}, s.term_months, s.auto_renew"
_KNOWN = "COALESCE(w.decided_on, w.booked_on, '') <= :day"
_BEGUN = "n.recurring = 1 AND n.start <= :day AND COALESCE(n.signed_on, '') <= :day"
_DECIDED = f"decided_end(w.due_on, {_TERM})"
_BESIDE = "abs(julianday({}.due_on) - julianday({}))".format
_RENEWED_AFTER_ALL = f"""EXISTS (SELECT 1 FROM renewals o
    WHERE o.subscription = s.pk AND o.outcome NOT IN ('open', 'lost')
    AND COALESCE(o.decided_on, o.booked_on, '') <= :day AND {_BESIDE("o", _DECIDED)} <= {NEAR.days}
    AND ({_BESIDE("o", _DECIDED)}, -o.pk) < ({_BESIDE("w", _DECIDED)}, -w.pk))"""
"""Another row is nearer than a loss `w` to the end that it is about, or as near and entered later."""

LIVE = f"""s.recurring = 1 AND COALESCE(s.start, s.signed_on, '') <= :day AND CASE
    WHEN NOT {_HAS_TERM} THEN s.cancelled_on IS NULL OR s.cancelled_on > :day
    WHEN {_END} >= :day THEN 1 = 1
    ELSE (s.cancelled_on IS NULL OR s.cancelled_on > :day OR notified_end(s.cancelled_on, {_TERM}) >= :day)
        AND NOT EXISTS (SELECT 1 FROM subscriptions n WHERE n.account = s.account AND n.product = s.product
            AND {_BEGUN} AND n.start > COALESCE(s.start, '') AND n.start >= {_END} AND (
                (s."end" IS NOT NULL AND COALESCE(s.auto_renew, 0) = 0) OR followed_end(n.start, {_TERM}) < :day))
        AND NOT EXISTS (SELECT 1 FROM renewals w WHERE w.subscription = s.pk AND w.outcome = 'lost'
            AND {_KNOWN} AND {_DECIDED} < :day AND NOT {_RENEWED_AFTER_ALL})
        AND NOT EXISTS (SELECT 1 FROM renewals w JOIN subscriptions n ON n.account = s.account
            WHERE w.subscription = s.pk AND w.outcome NOT IN ('open', 'lost') AND {_KNOWN}
            AND {_DECIDED} < :day
            AND n.product <> s.product AND {_BEGUN} AND n.start IN ({_DECIDED}, day_after({_DECIDED}))
            AND NOT EXISTS (SELECT 1 FROM subscriptions f WHERE f.account = n.account AND f.product = n.product
                AND f.recurring = 1 AND f.start < n.start)) END"""
"""A recurring line `s` that runs on the day: in its term, or past it with nothing lost or following, as `life_of` says
of what is known then. The calendar of terms is the domain's (`term_days`)."""

_LAST = """COALESCE(s."end", assumed_end(s.start, s.period, s.term_months))"""
_CALENDAR = f"s.start, {_LAST}, s.term_months, s.auto_renew"
_NOTIFIED = f"notified_end(s.cancelled_on, {_CALENDAR})"
_RENEWALS = "renewals w JOIN subscriptions s ON s.pk = w.subscription"
_IN_PLACE = f"""EXISTS (SELECT 1 FROM renewals r WHERE r.subscription = s.pk AND r.outcome NOT IN ('open', 'lost')
    AND COALESCE(r.decided_on, r.booked_on, '') > r.due_on
    AND julianday(s."end") - julianday(r.due_on) > {NEAR.days})"""
"""A term of the line was renewed in place, after its end."""
LIVE_TURNS = (
    Turn("subscriptions s", "s.start", "s", after=(0, 1)),
    Turn("subscriptions s", "s.signed_on", "s"),
    Turn("subscriptions s", "s.cancelled_on", "s"),
    Turn("subscriptions s", _NOTIFIED, "s", f"s.cancelled_on IS NOT NULL AND {_HAS_TERM}", after=(1,)),
    Turn(_RENEWALS, "w.decided_on", "s"),
    Turn(_RENEWALS, "w.booked_on", "s"),
    Turn(_RENEWALS, f"decided_end(w.due_on, {_CALENDAR})", "s", after=(1,)),
    Turn(_RENEWALS, "w.due_on", "s", _IN_PLACE, after=(1,)),
    Turn("subscriptions s", "s.cancelled_on", "s", f"s.cancelled_on IS NOT NULL AND {_IN_PLACE}", after=(1,)),
)
"""When lines begin or no longer run: also by the end that a term had until it was renewed in place, and on the day
after another began on a term's last day."""
