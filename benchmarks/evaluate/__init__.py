"""How good the forecasts are on series you give: `make evaluate DATA=folder`.

The folder holds CSV files, in folders below it as well, each with the columns `series`, `day` and
`value` in any order and with a heading:

    series,day,value
    visits,2024-01-31,1204
    visits,2024-02-29,1180

`series` names the measure within its file, `day` is an ISO date, `value` a number; rows without a
value are left out. A series needs five readings. Windows are cut from each series, forecast from
their readings alone and compared with the reading that came later; nothing is tuned on them.

Without a folder the series are simulated. That shows that the arithmetic works, and nothing about
how well anything real is forecast; it is marked [SIM].
"""
