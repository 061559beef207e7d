"""Slides for a meeting, with charts that can be edited where they are shown.

A chart is native: its numbers lie in the workbook inside the file. What cannot be told from a
figure by its numbers comes as a table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Length, Pt

from insights.charts import palette
from insights.charts.numbers import Series, places_of, series_of
from pmo_portal.lib import formats

WIDE, HIGH = Inches(13.333), Inches(7.5)
EDGE, TITLE_TOP, BODY_TOP = Inches(0.6), Inches(0.4), Inches(1.75)
BODY_WIDE, BODY_HIGH = WIDE - 2 * EDGE, Inches(4.9)
BLANK = 6
ROWS_ON_A_SLIDE, LABELS = 14, 8
HAIRLINES = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # the table style of plain lines


@dataclass(frozen=True)
class Slide:
    """One finding: its title, a line below it, a figure or a table, and what it rests on."""

    title: str
    subtitle: str = ""
    note: str = ""
    figure: Mapping[str, Any] = field(default_factory=dict)
    headers: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    bullets: Sequence[str] = ()


def deck(slides: Sequence[Slide], *, title: str, author: str) -> bytes:
    """Return the slides as a PowerPoint file of 16 to 9."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDE, HIGH
    made.core_properties.title, made.core_properties.author = title, author
    for slide in slides:
        page = made.slides.add_slide(made.slide_layouts[BLANK])
        _words(page, slide.title, top=TITLE_TOP, size=26, ink="ink", is_bold=True)
        _words(page, slide.subtitle, top=Inches(1.25), size=14, ink="ink-3")
        if slide.bullets:
            _bullets(page, slide.bullets)
        elif series := series_of(slide.figure):
            _chart(page, slide.figure, series)
        elif slide.rows:
            _table(page, slide.headers, slide.rows[:ROWS_ON_A_SLIDE])
        _words(page, slide.note, top=Inches(6.8), size=11, ink="ink-3")
        page.notes_slide.notes_text_frame.text = slide.note
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _chart(page: Any, figure: Mapping[str, Any], series: Sequence[Series]) -> None:
    places = places_of(series)
    data = CategoryChartData(number_format="General")
    data.categories = [formats.short_day(p) if isinstance(p, date) else p for p in places]
    for one in series:
        data.add_series(one.name, [one.points.get(place) for place in places])
    is_stacked = figure.get("layout", {}).get("barmode") == "stack"
    kind = XL_CHART_TYPE.LINE
    if all(one.is_bar for one in series):
        kind = XL_CHART_TYPE.COLUMN_STACKED if is_stacked else XL_CHART_TYPE.COLUMN_CLUSTERED
    chart = page.shapes.add_chart(kind, EDGE, BODY_TOP, BODY_WIDE, BODY_HIGH, data).chart
    chart.has_legend, chart.has_title, chart.font.size = len(series) > 1, False, Pt(12)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb("line")
    _label_some(chart, len(places))
    _bridge_gaps(chart)
    if kind != XL_CHART_TYPE.LINE:
        chart.plots[0].gap_width = 30
    for drawn, one in zip(chart.plots[0].series, series, strict=True):
        _paint(drawn, one, is_line=kind == XL_CHART_TYPE.LINE)


def _label_some(chart: Any, places: int) -> None:
    """Label only so many places of the axis as can be read; the library has no word for it."""
    axis = chart.category_axis
    axis.format.line.color.rgb = _rgb("line-2")
    every = axis._element.makeelement(qn("c:tickLblSkip"), {"val": str(-(-places // LABELS))})
    before = axis._element.find(qn("c:noMultiLvlLbl"))
    before.addprevious(every) if before is not None else axis._element.append(every)


def _bridge_gaps(chart: Any) -> None:
    """Draw a line on where a place between two of its points has none."""
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if blanks is not None:
        blanks.set("val", "span")


def _paint(drawn: Any, one: Series, *, is_line: bool) -> None:
    if not is_line:
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _rgb(one.colour)
        return
    drawn.smooth = False
    drawn.format.line.color.rgb = _rgb(one.colour)
    drawn.format.line.width = Pt(2)
    if one.is_dashed:
        drawn.format.line.dash_style = MSO_LINE.DASH
    drawn.marker.style = XL_MARKER_STYLE.NONE


def _words(
    page: Any, text: str, *, top: Length, size: int, ink: str, is_bold: bool = False
) -> None:
    if not text:
        return
    frame = page.shapes.add_textbox(EDGE, top, BODY_WIDE, Inches(0.5)).text_frame
    frame.word_wrap = True
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold = text, Pt(size), is_bold
    run.font.color.rgb = _rgb(ink)


def _bullets(page: Any, lines: Sequence[str]) -> None:
    frame = page.shapes.add_textbox(EDGE, BODY_TOP, BODY_WIDE, BODY_HIGH).text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(10)
        run = paragraph.add_run()
        run.text, run.font.size = line, Pt(18)
        run.font.color.rgb = _rgb("ink")


def _table(page: Any, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    height = Emu(BODY_HIGH * (len(rows) + 1) // (ROWS_ON_A_SLIDE + 1))
    frame = page.shapes.add_table(len(rows) + 1, len(headers), EDGE, BODY_TOP, BODY_WIDE, height)
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = HAIRLINES
    _share_width(frame.table, [headers, *rows])
    for line, row in enumerate([headers, *rows]):
        for column, value in enumerate(row):
            cell = frame.table.cell(line, column)
            cell.text = str(value)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.bold = Pt(12), line == 0


def _share_width(table: Any, lines: Sequence[Sequence[str]]) -> None:
    """Give each column room by its longest words, the short ones enough to be read."""
    longest = [
        min(max(len(str(value)) for value in column), 60) + 6 for column in zip(*lines, strict=True)
    ]
    for column, letters in zip(table.columns, longest, strict=True):
        column.width = Emu(int(BODY_WIDE * letters / sum(longest)))


def _rgb(name: str) -> RGBColor:
    return RGBColor.from_string(palette.colour(name).lstrip("#").upper())
