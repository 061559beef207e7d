"""What scripts send: checked, unknown fields refused, names turned into what they mean."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from pmo_portal.lib.api_shapes import Strict
from pmo_portal.lib.vocabulary import AskKind, Health, Role
from portfolio.models import Team
from products.actions.asks import Wish
from products.actions.reading_batches import Measurement
from products.actions.readings import NoValue
from products.models import CheckIn, Initiative, Outcome, Product, Reading

SAID = [Health.ON_TRACK, Health.AT_RISK, Health.OFF_TRACK, Health.ACHIEVED]
MOST_ROWS = 1000


@extend_schema_field(str)
class OfTheProduct(serializers.Field):
    """The id of something that belongs to the product addressed."""

    def __init__(self, kind: str, **options: Any) -> None:
        self.kind = kind
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> Any:
        """Return what the id names. Raises ValidationError when the product has no such thing."""
        found = self.context[self.kind].get(str(data))
        if found is None:
            raise serializers.ValidationError(_("This product has nothing with that id."))
        return found

    def to_representation(self, value: Any) -> str:
        """Return the id."""
        return value.public_id


class ValueOrReason(Strict):
    """A value in the outcome's unit, or the reason why there is none."""

    outcome = OfTheProduct("outcomes")
    value = serializers.DecimalField(24, 6, required=False, allow_null=True)
    no_value_reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    confirmed = serializers.BooleanField(
        default=False,
        help_text="Say true to write a value that lies far from what the readings lead to expect.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that there is one of the two."""
        if (attrs.get("value") is None) != bool(attrs.get("no_value_reason")):
            raise serializers.ValidationError(
                _("Give either a value or the reason why there is none.")
            )
        return attrs


class MeasurementShape(ValueOrReason):
    """One row of a batch of readings; `observed_on` is the day it describes.

    A row that `supersedes` a reading by its id corrects it, and says why in `correction_reason`.
    """

    observed_on = serializers.DateField()
    source = serializers.CharField(  # type: ignore[assignment]
        max_length=300, required=False, allow_blank=True
    )
    supersedes = OfTheProduct("readings", required=False, allow_null=True)
    correction_reason = serializers.CharField(max_length=300, required=False, allow_blank=True)

    def to_measurement(self, row: Mapping[str, Any]) -> Measurement:
        """Return the row as the action takes it."""
        return Measurement(
            outcome=row["outcome"],
            observed_on=row["observed_on"],
            value=row.get("value"),
            no_value_reason=row.get("no_value_reason", ""),
            source=row.get("source", ""),
            supersedes=row.get("supersedes"),
            correction_reason=row.get("correction_reason", ""),
            confirmed=row["confirmed"],
        )


class InitiativeWord(Strict):
    """What is said of an initiative; without `due_on` its due day stays."""

    initiative = OfTheProduct("initiatives")
    health = serializers.ChoiceField(choices=Health.choices)
    due_on = serializers.DateField(required=False, allow_null=True)


class WishShape(Strict):
    """Help wanted, of a team, of a role, or of anyone."""

    kind = serializers.ChoiceField(choices=AskKind.choices)
    wording = serializers.CharField(max_length=2000)
    to_team = serializers.SlugRelatedField(
        slug_field="slug", queryset=Team.objects.all(), required=False, allow_null=True
    )
    to_role = serializers.ChoiceField(choices=Role.choices, required=False)
    needed_by = serializers.DateField(required=False, allow_null=True)


class CheckInShape(Strict):
    """A check-in: published the moment it is written, or a correction of an earlier one.

    `based_on` is the id of the latest check-in the sender had in sight ("" for none yet); with
    it, a check-in that was published meanwhile is answered with 409 instead of being passed over.
    """

    health = serializers.ChoiceField(choices=[(code.value, code.label) for code in SAID])
    confidence = serializers.IntegerField(
        min_value=0, max_value=100, required=False, allow_null=True
    )
    what_changed = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    readings = ValueOrReason(many=True, required=False)
    initiatives = InitiativeWord(many=True, required=False)
    ask = WishShape(required=False, allow_null=True)
    supersedes = serializers.SlugRelatedField(
        slug_field="public_id", queryset=CheckIn.objects.all(), required=False, allow_null=True
    )
    based_on = serializers.CharField(max_length=10, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; only a check-in of this product can be corrected."""
        fields = super().get_fields()
        supersedes: Any = fields["supersedes"]
        supersedes.queryset = CheckIn.objects.filter(product=self.context.get("product"))
        return fields

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that nothing is spoken of twice."""
        for name, kind in (("readings", "outcome"), ("initiatives", "initiative")):
            spoken = [row[kind] for row in attrs.get(name, [])]
            if len(set(spoken)) < len(spoken):
                raise serializers.ValidationError({name: [_("Speak of each one once.")]})
        return attrs

    def words(self) -> dict[str, Any]:
        """Return the arguments of `submit_check_in`."""
        said = self.validated_data
        wish = said.get("ask")
        return {
            "health": Health(said["health"]),
            "confidence": said.get("confidence"),
            "what_changed": said.get("what_changed", ""),
            "readings": {row["outcome"]: _value(row) for row in said.get("readings", [])},
            "initiatives": {
                row["initiative"]: (Health(row["health"]), row.get("due_on"))
                for row in said.get("initiatives", [])
            },
            "ask": Wish(**wish) if wish else None,
            "supersedes": said.get("supersedes"),
        }

    def unsure(self) -> dict[Outcome, Any]:
        """Return the values that nobody has confirmed, by outcome."""
        rows = self.validated_data.get("readings", [])
        return {row["outcome"]: row.get("value") for row in rows if not row["confirmed"]}


def things_of(product: Product) -> dict[str, Any]:
    """Return the product, and what of it a request may name by public id."""
    outcomes = Outcome.objects.filter(product=product).select_related("product")
    initiatives = Initiative.objects.filter(product=product)
    return {
        "product": product,
        "outcomes": {one.public_id: one for one in outcomes},
        "initiatives": {one.public_id: one for one in initiatives},
    }


def readings_named(rows: Any, product: Product) -> dict[str, Reading]:
    """Return by id the readings of the product that these rows say they correct."""
    named = [row.get("supersedes") for row in rows if isinstance(row, dict)]
    ids = {one for one in named if isinstance(one, str) and "\0" not in one}
    found = Reading.objects.filter(outcome__product=product, public_id__in=ids)
    return {one.public_id: one for one in found} if ids else {}


def _value(row: Mapping[str, Any]) -> Any:
    return NoValue(row["no_value_reason"]) if row.get("value") is None else row["value"]
