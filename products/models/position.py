"""What came in by import: files, and the positions of a portfolio that they hold."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portfolio.models.history import PublicId


class Position(PublicId):
    """A portfolio as a source listed it on one day.

    `keys` names what the source listed, by kind: what a later position of the same dataset
    no longer names has left it, in whatever order the positions are imported.
    """

    dataset = models.CharField(max_length=200)
    on = models.DateField()
    keys = models.JSONField(default=dict)
    is_whole = models.BooleanField(default=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["dataset", "on"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "on"], name="position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} on {self.on}"


class ImportRun(PublicId):
    """One import from the Import page: its files, what was understood, how far it has come."""

    class Step(models.TextChoices):
        READING = "reading", _("Reading the files")
        LOOK = "look", _("Ready for a look")
        WRITING = "writing", _("Bringing it in")
        DONE = "done", _("Brought in")
        REFUSED = "refused", _("Could not be brought in")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    step = models.CharField(max_length=20, choices=Step, default=Step.READING)
    options = models.JSONField(
        default=dict, help_text=_("Date, column mapping and choices made for rows")
    )
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    plan = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=["reading", "look", "writing", "done", "refused"]),
                name="import_run_step_known",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ImportFile(models.Model):
    """A file of an import, kept in the database until the import is done."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    content = models.BinaryField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
