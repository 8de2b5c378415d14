# SPDX-License-Identifier: MIT
# Helpers for tests of SVG files: what must hold for every picture, and where its paths are.

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
LIMIT = 12_000
"""Most bytes a picture may have, compressed."""

Point: TypeAlias = tuple[float, float]
Place: TypeAlias = Callable[[Point], Point]
"""Transforms an element's coordinates into those of the picture."""


def parsed(svg: str) -> etree._Element:
    """Assert what must hold for every picture, and return its root element."""
    root = etree.fromstring(svg.encode())
    assert root.tag == f"{SVG}svg"
    assert len(gzip.compress(svg.encode())) <= LIMIT
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert element.get("style") is None
        assert not any(name.startswith("on") for name in element.attrib)
        for value in (value for key, value in element.attrib.items() if key != "aria-label"):
            assert not re.search(r"\bnan\b|\binf\b|\d\.\d{4}", value), "a number is broken or too long"
            for name in re.findall(r"url\(#([^)]*)\)", value):
                assert name in ids
            assert "://" not in value
        if element.tag == f"{SVG}use":
            assert element.get("href", "").removeprefix("#") in ids
    assert root.get("aria-label")
    return root


def view_box(root: etree._Element) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    left, top, width, height = map(float, root.get("viewBox", "").split())
    return left, top, left + width, top + height


def ends(root: etree._Element, *, masked: bool) -> list[Point]:
    """The end points of all segments of the picture's paths, either those with a mask or those without."""
    by_id = {element.get("id", ""): element for element in root.iter()}
    paths = _paths(root, by_id, lambda point: point, masked=False)
    return [
        place(point) for data, place, is_masked in paths if is_masked is masked for point in points(data)
    ]


def _paths(
    element: etree._Element, by_id: dict[str, etree._Element], place: Place, *, masked: bool
) -> Iterator[tuple[str, Place, bool]]:
    """Every path that is drawn, also through `<use>`: its data, its place, whether it has a mask."""
    masked = masked or element.get("mask") is not None
    place = _moved(place, element.get("transform", ""))
    if element.tag == f"{SVG}path":
        yield element.get("d", ""), place, masked
    elif element.tag == f"{SVG}use":
        offset = f"translate({element.get('x', '0')} {element.get('y', '0')})"
        yield from _paths(by_id[element.get("href", "")[1:]], by_id, _moved(place, offset), masked=masked)
    for child in element:
        if child.tag not in {f"{SVG}defs", f"{SVG}clipPath", f"{SVG}mask"}:
            yield from _paths(child, by_id, place, masked=masked)


def _moved(place: Place, transform: str) -> Place:
    if not transform:
        return place
    name, numbers = re.fullmatch(r"(\w+)\(([^)]*)\)", transform).groups()  # type: ignore[union-attr]
    values = [float(n) for n in numbers.split()]
    match name:
        case "translate":
            dx, dy = (*values, 0.0)[:2]
            return lambda p: place((p[0] + dx, p[1] + dy))
        case "scale":
            sx, sy = values
            return lambda p: place((p[0] * sx, p[1] * sy))
        case "matrix":
            a, b, c, d, e, f = values
            return lambda p: place((a * p[0] + c * p[1] + e, b * p[0] + d * p[1] + f))
    return place


_LENGTHS = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6, "a": 7, "z": 0}


def points(data: str) -> Iterator[Point]:
    """The end points of a path's segments."""
    x, y = 0.0, 0.0
    start = (x, y)
    for command, text in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", data):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]
        length = _LENGTHS[command.lower()]
        if command in "zZ":
            x, y = start
            continue
        assert numbers, data
        assert len(numbers) % length == 0, data
        for i in range(0, len(numbers), length):
            x, y = _end(command, numbers[i : i + length], (x, y))
            if command in "mM" and i == 0:
                start = (x, y)
            yield x, y


def _end(command: str, numbers: list[float], pen: Point) -> Point:
    x, y = pen if command.islower() else (0.0, 0.0)
    match command.lower():
        case "h":
            return x + numbers[0], pen[1]
        case "v":
            return pen[0], y + numbers[0]
    return x + numbers[-2], y + numbers[-1]
