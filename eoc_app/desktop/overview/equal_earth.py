"""The Equal Earth projection: areas on the map are areas on the ground.

Šavrič, Patterson and Jenny 2018, https://doi.org/10.1080/13658816.2018.1504949.
"""

from __future__ import annotations

import math

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
# The world is 60 000 units wide, so that a point fits into two 16-bit numbers.
_SCALE = 60_000 / (2 * 2.706629983696123)
KM_PER_UNIT = 6371.0072 / _SCALE


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Units east and *down* from the middle of the map, of a place in degrees."""
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    a1, a2, a3, a4 = _A
    slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)
    x = math.radians(longitude) * math.cos(theta) / (_M * slope)
    y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    return x * _SCALE, -y * _SCALE
