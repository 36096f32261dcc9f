"""What peer support costs, and what would have to be true for it to pay: pure functions over one set of assumptions.

    spreads   means and draws of distributions         narrow    the hospital's own values laid over the defaults
    equations the model itself, for numbers and draws  change    values set for one run, and what is refused
    simulate  draws, ranges, tornado, other runs       facts     what the workbook prints, traced
"""
