"""An id names one row for ever: a UUIDv7 as text, also outside the book."""

from typing import NewType

AccountId = NewType("AccountId", str)
ContactId = NewType("ContactId", str)
ProductId = NewType("ProductId", str)
SubscriptionId = NewType("SubscriptionId", str)
ObjectiveId = NewType("ObjectiveId", str)
