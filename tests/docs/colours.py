"""Contrast of colours, and how far they are apart for who sees them otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

__all__ = ["VISIONS", "contrast", "difference", "seen", "smallest"]

Colour = tuple[float, float, float]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency (2009),
# the matrices of severity 1.0, for linear RGB.
VISIONS: Mapping[str, Sequence[Colour]] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(told: str) -> Colour:
    """A colour such as #00695c as linear red, green and blue."""
    parts = [int(told[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return r, g, b


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG: 1 to 21."""
    dark, light = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(told), strict=True)) for told in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(told: str, vision: str) -> Colour:
    """A colour as it is seen, in CIE L*a*b* (D65)."""
    colour = linear(told)
    r, g, b = (min(1.0, max(0.0, sum(w * c for w, c in zip(row, colour, strict=True)))) for row in VISIONS[vision])
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def smallest(colours: Iterable[str], vision: str) -> float:
    """How far apart the two of the colours are that are seen as most alike, by CIEDE2000."""
    return min(difference(seen(one, vision), seen(other, vision)) for one, other in combinations(colours, 2))


def difference(one: Colour, other: Colour) -> float:
    """How far apart two colours are seen, by CIEDE2000: 1 is just noticed, side by side."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    apart = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    middle, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = (h1 + apart / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h)) + 0.32 * cos(radians(3 * h + 6)) - 0.2 * cos(radians(4 * h - 63))
    lightness = (l2 - l1) / (1 + 0.015 * (middle - 50) ** 2 / sqrt(20 + (middle - 50) ** 2))
    chroma = (c2 - c1) / (1 + 0.045 * c)
    hue = 2 * sqrt(c1 * c2) * sin(radians(apart / 2)) / (1 + 0.015 * c * t)
    turn = -2 * sqrt(c**7 / (c**7 + 25**7)) * sin(radians(60 * exp(-(((h - 275) / 25) ** 2))))
    return sqrt(lightness**2 + chroma**2 + hue**2 + turn * chroma * hue)
