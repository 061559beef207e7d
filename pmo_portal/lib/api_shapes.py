"""What all bodies share that scripts send or get: strictly read, and refused in a sentence."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers


class Strict(serializers.Serializer):
    """Refuses fields it does not know, so that a typing error never loses a value."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the checked fields. Raises ValidationError naming each unknown one."""
        if isinstance(data, Mapping):
            unknown = sorted(set(data) - set(self.fields))
            if unknown:
                message = _("There is no such field. Known here: %(known)s.") % {
                    "known": ", ".join(sorted(self.fields))
                }
                raise serializers.ValidationError({name: [message] for name in unknown})
        return super().to_internal_value(data)


class Problem(serializers.Serializer):
    """Why a request was refused, in a sentence."""

    detail = serializers.CharField()
