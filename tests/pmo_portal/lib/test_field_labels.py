"""No field is called on screen by the name it has in the database."""

from pmo_portal.lib.field_labels import field_label
from products.imports.columns import COLUMNS


def test_fields_have_words():
    assert field_label("whole_life_cost") == "Whole-life cost"
    assert field_label("due_on") == "Due"


def test_a_field_without_words_reads_as_a_phrase():
    assert field_label("first_promised_on") == "First promised on"


def test_no_column_of_a_file_shows_its_raw_name():
    assert [c.field for c in COLUMNS if "_" in field_label(c.field)] == []
