"""What is asked about an import: its files, its day, and choices for what was not clear."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from products.imports import limits
from products.imports.columns import COLUMNS

MOST_FILES = 10
WHOLE = (("", _("Work it out")), ("yes", _("All of it")), ("no", _("Only a part")))
LATER = ("", _("Decide later"))
USE = ("use", _("Use the suggestion"))
SET_ASIDE = ("set_aside", _("Set the row aside"))


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each within its limit."""

    widget = FilesInput(
        attrs={
            "multiple": True,
            "accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods,.json,.yaml,.yml,.zip,.gz",
        }
    )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files.

        Raises ValidationError naming the first that is empty or too large.
        """
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(file, initial) for file in given or [None]]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Choose up to ten files at once."))
        for file in files:
            if file.size > limits.FILE_BYTES:
                raise forms.ValidationError(
                    _("“%(name)s” is larger than 10 MB. Split it, and bring in the parts."),
                    params={"name": file.name},
                )
        return files


class UploadForm(forms.Form):
    """The files, and what is known about them beforehand."""

    uploads = FilesField(label=_("Files"))
    on = forms.DateField(
        label=_("As of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day this was true. Left open, the file itself is asked."),
    )
    portfolio = forms.CharField(
        label=_("Portfolio"),
        required=False,
        max_length=200,
        help_text=_("Where it goes. Left open, it is named after the file."),
    )

    def options(self) -> dict[str, Any]:
        """Return what was said, as it is kept with the run."""
        on = self.cleaned_data["on"]
        return {
            "on": on.isoformat() if on else None,
            "portfolio": self.cleaned_data["portfolio"].strip(),
        }


class ChoicesForm(forms.Form):
    """A second look: the day, what each column means, what to do with rows that were not clear."""

    on = forms.DateField(
        label=_("As of"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    whole = forms.ChoiceField(label=_("This is the whole list"), required=False, choices=WHOLE)

    def __init__(
        self, *args: Any, plan: Mapping[str, Any], options: Mapping[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.said = plan, options
        is_whole = options.get("is_whole")
        self.fields["on"].initial = options.get("on")
        self.fields["whole"].initial = {True: "yes", False: "no"}.get(is_whole, "")  # type: ignore[arg-type]
        for number, column in enumerate(plan.get("columns", [])):
            self.fields[f"column-{number}"] = _column_field(column)
        for look in plan.get("refused", []):
            if look["row"]:
                self.fields[f"look-{look['key']}"] = _look_field(look, options)

    def options(self) -> dict[str, Any]:
        """Return all that was said so far, with the choices made now.

        A column that was not asked about keeps its meaning.
        """
        chosen = self.cleaned_data
        looks = {name[5:]: value for name, value in chosen.items() if name.startswith("look-")}
        mapping = {
            column["header"]: chosen[f"column-{number}"]
            for number, column in enumerate(self.plan.get("columns", []))
            if f"column-{number}" in self.data and chosen[f"column-{number}"] != column["field"]
        }
        on = chosen["on"]
        return {
            **self.said,
            "on": on.isoformat() if on else None,
            "is_whole": {"yes": True, "no": False}.get(chosen["whole"]),
            "mapping": {**self.said.get("mapping", {}), **mapping},
            "choices": {
                **self.said.get("choices", {}),
                **{key: choice for key, choice in looks.items() if choice},
            },
        }

    def options_accepting_all(self) -> dict[str, Any]:
        """Return the options with every suggestion used, whatever was chosen beside it."""
        options = self.options()
        options["choices"] |= {
            look["key"]: USE[0]
            for look in self.plan["refused"]
            if look["row"] and look["suggestion"]
        }
        return options


def _column_field(column: Mapping[str, str]) -> forms.ChoiceField:
    fields = [
        ("", _("Set aside")),
        *((known.field, known.label) for known in COLUMNS if not known.aside),
    ]
    if column["field"] and column["field"] not in dict(fields):
        fields.insert(1, (column["field"], _("Set aside on purpose")))
    return forms.ChoiceField(
        label=column["header"], required=False, choices=fields, initial=column["field"]
    )


def _look_field(look: Mapping[str, Any], options: Mapping[str, Any]) -> forms.ChoiceField:
    choices = [LATER, *([USE] if look["suggestion"] else []), SET_ASIDE]
    return forms.ChoiceField(
        label=look["reason"],
        required=False,
        choices=choices,
        initial=options.get("choices", {}).get(look["key"], ""),
    )
