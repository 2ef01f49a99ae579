"""
The uncertainty of a share: Wilson's score interval.

    >>> [round(limit, 4) for limit in wilson(13, 48)]
    [0.1657, 0.41]
"""

from math import sqrt

Z = 1.959964  # 97.5 % of the standard normal distribution lies below


def wilson(k: int, n: int) -> tuple[float, float]:
    """
    The 95 % interval of k of n, as two shares between 0 and 1.

    Raises ValueError unless 0 <= k <= n and n >= 1.
    Source: Wilson 1927, J Am Stat Assoc 22:209-212.
    """
    if not 0 <= k <= n or n < 1:
        raise ValueError(
            f"k = {k} of n = {n}: k must lie between 0 and n, and n must be at least 1"
        )
    p = k / n
    d = 1 + Z * Z / n
    centre = (p + Z * Z / (2 * n)) / d
    half = Z / d * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    # At the ends the limit is exact; in doubles centre - half misses it by some 1e-18.
    return 0.0 if k == 0 else centre - half, 1.0 if k == n else centre + half
