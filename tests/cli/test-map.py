#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What giaobanctl makes of the map: files that other programs read."""

import csv
import json
import math
import os
import pathlib
import shutil
import stat
import struct
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import PROVINCE, WARD, Hub, ctl, folder  # noqa: E402

PROPERTIES = ["code", "name", "type", "population", "area_km2", "indicator", "indicator_name", "unit", "value",
              "numerator", "denominator", "as_of", "rank", "borders", "source"]
AUTHALIC_KM = 6371.0072


class Shared:
    """One seeded hub and a synced cache of each scope."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 1500).start()
    Shared.caches = {}
    for scope in (WARD, PROVINCE):
        Shared.caches[scope] = Shared.path / (scope.replace(":", "-") + ".db")
        answer = ctl("--token-file", Shared.hub.token(scope), "sync", "--endpoint", Shared.hub.endpoint,
                     cache=Shared.caches[scope])
        assert answer.code == 0, answer.err


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def refuse_constant(name):
    raise AssertionError("%s is no JSON" % name)


def read_geojson(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"), parse_constant=refuse_constant)


def polygons(geometry):
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def km2(ring):
    """On the sphere of the Earth's surface area, positive against the clock."""
    total = 0
    for (lon1, lat1), (lon2, lat2) in zip(ring, ring[1:]):
        total -= math.radians(lon2 - lon1) * (math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))) / 2
    return total * AUTHALIC_KM ** 2


def inside(ring, lon, lat):
    found = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
            found = not found
    return found


def province_table():
    with open(pathlib.Path(os.environ["GIAOBAN_PROVINCE"]) / "communes.csv", encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


class GeoJson(unittest.TestCase):
    def export(self, name, *arguments, scope=PROVINCE):
        path = Shared.path / name
        answer = ctl(*arguments, "export", "communes", "--plain", "--out", str(path), cache=Shared.caches[scope])
        self.assertEqual(answer.code, 0, answer.err)
        return path, answer.json

    def test_collection(self):
        table = province_table()
        path, told = self.export("all.geojson")
        self.assertEqual(told, {"file": str(path), "rows": len(table)})
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        whole = read_geojson(path)
        self.assertEqual(whole["type"], "FeatureCollection")
        self.assertEqual([f["id"] for f in whole["features"]], sorted(table))
        west, south, east, north = whole["bbox"]
        for feature in whole["features"]:
            row = table[feature["id"]]
            properties = feature["properties"]
            self.assertEqual(list(properties), PROPERTIES)
            self.assertEqual((properties["name"], properties["type"]), (row["name"], row["type"]))
            self.assertEqual(properties["population"], int(row["population"]))
            self.assertAlmostEqual(properties["area_km2"], float(row["area_km2"]))
            self.assertEqual((properties["borders"], properties["source"]), ("minh họa", None))
            for polygon in polygons(feature["geometry"]):
                for number, ring in enumerate(polygon):
                    self.assertEqual(ring[0], ring[-1])
                    self.assertGreaterEqual(len(ring), 4)
                    self.assertEqual(km2(ring) > 0, number == 0, "the right-hand rule")
                    for lon, lat in ring:
                        self.assertTrue(west <= lon <= east and south <= lat <= north)
                        self.assertEqual((round(lon, 6), round(lat, 6)), (lon, lat))

    def test_neighbours_meet(self):
        """Every edge is a neighbour's, run the other way, or on the outline: nothing gaps, nothing overlaps."""
        path, _ = self.export("edges.geojson")
        features = read_geojson(path)["features"]
        edges = {}
        for feature in features:
            for polygon in polygons(feature["geometry"]):
                for ring in polygon:
                    for a, b in zip(ring, ring[1:]):
                        self.assertNotIn((tuple(a), tuple(b)), edges)
                        edges[tuple(a), tuple(b)] = feature["id"]
        outline = [edge for edge in edges if edge[::-1] not in edges]
        self.assertLess(len(outline), len(edges) / 2)
        total = sum(km2(ring) for f in features for polygon in polygons(f["geometry"]) for ring in polygon)
        around = -sum(math.radians(b[0] - a[0]) * (math.sin(math.radians(a[1])) + math.sin(math.radians(b[1]))) / 2
                      for a, b in outline) * AUTHALIC_KM ** 2
        self.assertAlmostEqual(total, around, delta=total * 0.001)

    def test_centres_inside(self):
        path, _ = self.export("centres.geojson")
        for feature in read_geojson(path)["features"]:
            row = province_table()[feature["id"]]
            hits = [sum(inside(ring, float(row["lon"]), float(row["lat"])) for ring in polygon) % 2
                    for polygon in polygons(feature["geometry"])]
            self.assertEqual(sum(hits), 1, feature["id"])

    def test_values(self):
        """Values, shares and ranks agree with each other, by each indicator."""
        for indicator in ("late-share", "open", "nghi-dinh-178"):
            with self.subTest(indicator):
                path = Shared.path / "values.geojson"
                answer = ctl("export", "communes", "--out", str(path), "--indicator", indicator,
                             cache=Shared.caches[PROVINCE])
                self.assertEqual(answer.code, 0, answer.err)
                rows = [f["properties"] for f in read_geojson(path)["features"]]
                values = [row["value"] for row in rows if row["value"] is not None]
                self.assertTrue(values)
                for row in rows:
                    self.assertEqual(row["indicator"], indicator)
                    if row["value"] is None:
                        self.assertIsNone(row["rank"])
                        continue
                    self.assertEqual(row["rank"], 1 + sum(value > row["value"] for value in values))
                    if row["denominator"] is not None:
                        self.assertEqual(row["unit"], "%")
                        self.assertAlmostEqual(row["value"], 100 * row["numerator"] / row["denominator"])
                    else:
                        self.assertEqual(row["value"], row["numerator"])

    def test_scope_is_a_filter(self):
        path, told = self.export("one.geojson", "--scope", WARD, scope=WARD)
        self.assertEqual(told["rows"], 1)
        whole = read_geojson(path)
        self.assertEqual(whole["features"][0]["id"], WARD.split(":")[1])
        ring = polygons(whole["features"][0]["geometry"])[0][0]
        self.assertEqual(whole["bbox"], [min(p[0] for p in ring), min(p[1] for p in ring), max(p[0] for p in ring),
                                         max(p[1] for p in ring)])
        answer = ctl("--scope", "commune:99999", "export", "communes", "--out", str(Shared.path / "none.geojson"),
                     cache=Shared.caches[WARD])
        self.assertEqual((answer.code, answer.json["rows"]), (1, 0))
        self.assertEqual(read_geojson(Shared.path / "none.geojson")["features"], [])

    def test_table(self):
        path, told = self.export("all.csv")
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(list(rows[0]), PROPERTIES[:13])
        self.assertEqual(len(rows), told["rows"])
        shapes, _ = self.export("same.geojson")
        for row, feature in zip(rows, read_geojson(shapes)["features"]):
            for name in PROPERTIES[:13]:
                value = feature["properties"][name]
                if isinstance(value, (int, float)):
                    self.assertAlmostEqual(float(row[name]), value, places=6)
                else:
                    self.assertEqual(row[name], value or "")


class Paper(unittest.TestCase):
    def draw(self, name, *arguments, scope=PROVINCE):
        path = Shared.path / name
        answer = ctl("map", "--out", str(path), *arguments, cache=Shared.caches[scope])
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        return path, answer.json["pages"]

    def ask(self, program, *arguments):
        if shutil.which(program) is None:
            self.skipTest(program + " is not here")
        return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout

    def test_pdf(self):
        for size, said in (("A4", "A4"), ("A3", "A3")):
            path, pages = self.draw("map.pdf", "--size", size)
            self.assertEqual(pages, 2)
            told = self.ask("pdfinfo", str(path))
            self.assertIn("Tỷ lệ hồ sơ quá hạn theo xã, phường, đặc khu – tỉnh Quảng Ngãi", told)
            self.assertIn(said, told)
            text = self.ask("pdftotext", "-layout", str(path), "-")
            for words in ("Số liệu đến 07:15 ngày 26/08/2026", "Ranh giới minh họa", "Dữ liệu minh họa", "Phường Nghĩa Lộ"):
                self.assertIn(words, text)
            for row in province_table().values():
                self.assertIn(row["name"], text)

    def test_without_table(self):
        _, pages = self.draw("short.pdf", "--no-table", "--patterns", "--indicator", "open")
        self.assertEqual(pages, 1)

    def test_png(self):
        for scale, size in (("1", (1123, 794)), ("2", (2245, 1587))):
            path, _ = self.draw("map.png", "--scale", scale, scope=WARD)
            head = path.read_bytes()[:24]
            self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
            self.assertEqual(struct.unpack(">II", head[16:24]), size)


class Refused(unittest.TestCase):
    def test_usage(self):
        cases = [("map",), ("map", "--out", "map.svg"), ("map", "--out", "x.pdf", "--size", "A0"),
                 ("map", "--out", "x.png", "--scale", "9"), ("map", "x", "--out", "x.pdf"),
                 ("export",), ("export", "communes"), ("export", "communes", "--out", "map.ics"),
                 ("export", "clouds", "--out", "map.csv"),
                 ("export", "communes", "--out", str(Shared.path / "x.csv"), "--indicator", "x")]
        for arguments in cases:
            with self.subTest(arguments):
                answer = ctl(*arguments, cache=Shared.caches[WARD])
                self.assertEqual(answer.code, 2, answer.err)
                self.assertFalse((Shared.path / "x.csv").exists())

    def test_place(self):
        """A file that cannot be saved says why, in words, and leaves nothing behind."""
        before = sorted(Shared.path.iterdir())
        for path, words in ((Shared.path / "nowhere" / "x.geojson", "thư mục"), (Shared.path / "dir.geojson", "thư mục")):
            (Shared.path / "dir.geojson").mkdir(exist_ok=True)
            answer = ctl("export", "communes", "--out", str(path), cache=Shared.caches[WARD])
            self.assertEqual(answer.code, 2)
            self.assertIn(words, answer.err)
        (Shared.path / "dir.geojson").rmdir()
        self.assertEqual([p for p in sorted(Shared.path.iterdir()) if p not in before], [])


if __name__ == "__main__":
    unittest.main()
