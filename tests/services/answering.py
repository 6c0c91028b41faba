"""Answering: what the evidence of a plan speaks for is taken as a person who agrees would take it."""

from csdesk.domain.imports.bench.plan import Plan


def with_defaults(plan: Plan) -> dict[str, str]:
    """The answers, and for every open question what the evidence speaks for, where it does."""
    return dict(plan.answers) | {q.key: q.default for q in plan.open if q.default is not None}
