"""The interval printed beside every share of the survey."""

from math import sqrt

Z_95 = 1.959963984540054  # the normal quantile that leaves 2.5% in each tail


def wilson(k: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's score interval for `k` of `n`, as shares 0..1; its lower limit is 0 at k = 0, its upper 1 at k = n.

    Wilson EB. J Am Stat Assoc 1927;22:209-212, without continuity correction (method 3 of
    Newcombe RG. Stat Med 1998;17:857-872). Raises ValueError unless 0 <= k <= n and n > 0.
    """
    if n <= 0 or not 0 <= k <= n:
        raise ValueError(f"no interval for {k} of {n}")
    share, spread = k / n, z * z / n
    center = share + spread / 2
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n))
    # Both ends are exact by algebra at 0 and n; floating point would leave them a hair off.
    low = 0.0 if k == 0 else (center - half) / (1 + spread)
    high = 1.0 if k == n else (center + half) / (1 + spread)
    return low, high
