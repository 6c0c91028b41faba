"""A product is something that is sold to accounts."""

from csdesk.domain.fields import column, noun
from csdesk.domain.ids import ProductId
from csdesk.domain.names import name_key


@noun(
    "product",
    "products",
    sheet="Products",
    title="product",
    derived=(("name_key", name_key, "product"),),
    indexes=(("name_key",),),
)
class Product:
    """A product; `product` is its name."""

    id: ProductId = column()
    product: str = column()
    external_id: str | None = column("External ID", default=None)
    notes: str | None = column(default=None)
