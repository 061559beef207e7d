"""Which version of a definition stands, by name."""

from portfolio.models.history import Definition


def newest_version(thing: Definition) -> str:
    """Return the name of the version that stands."""
    versions = type(thing).versions_model()._default_manager.filter(pgh_obj_id=thing.pk)
    return str(versions.order_by("known_at", "pgh_id").values_list("pgh_id", flat=True).last())
