"""Windows: read from files, cut the same way every time, and never with a look ahead."""

import numpy as np

from benchmarks.evaluate import folder, simulated
from benchmarks.evaluate.windows import windows_of


def test_folder_is_read_by_series_and_day(tmp_path):
    rows = [f"visits,2024-0{month}-01,{month * 10}" for month in (3, 1, 2, 5, 4)]
    lines = ["series,day,value", *rows, "visits,2024-06-01,", "short,2024-01-01,1"]
    (tmp_path / "web.csv").write_text("\n".join(lines), encoding="utf-8")

    [visits] = folder.series_in(tmp_path)

    assert visits.name == "web: visits"
    assert visits.values.tolist() == [10, 20, 30, 40, 50]
    assert np.diff(visits.days).tolist() == [31, 29, 31, 30]


def test_windows_are_the_same_for_the_same_seed():
    first, second = (windows_of(simulated.series(3), how_many=200, seed=8) for _ in range(2))

    assert np.array_equal(first.values, second.values)
    assert np.array_equal(first.target_b, second.target_b)


def test_windows_keep_to_the_protocol():
    windows = windows_of(simulated.series(3), how_many=600, seed=8)
    last = np.take_along_axis(windows.days, windows.counts[:, None] - 1, axis=1)[:, 0]
    gaps = [
        np.unique(np.diff(days[:n])) for days, n in zip(windows.days, windows.counts, strict=True)
    ]

    assert windows.counts.min() == 4
    assert windows.counts.max() == 150
    assert (windows.horizon.min(), windows.horizon.max()) == (7, 26 * 7)
    assert (last + windows.horizon).max() <= (simulated.LENGTH - 1) * 7
    assert 0.3 < np.mean([len(each) > 1 for each in gaps]) <= 0.5


def test_target_of_a_portfolio_lies_the_way_gone_so_far():
    windows = windows_of(simulated.series(3), how_many=300, seed=8)

    way = np.sign(windows.target_b - windows.values[:, 0])

    assert way.tolist() == windows.direction_b.tolist()
