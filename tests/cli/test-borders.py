#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Borders of the communes on their ways in: through the hub and its feed, and from a file by hand, of a province that is
made up here; then the real ones, where they are on this machine."""

import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import unittest
import urllib.request

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk, hub_rows, is_whole  # noqa: E402
from giaoban_run import NOW, Hub, database, end_with_parent, folder, key_arguments, program, wait_for  # noqa: E402

COLUMNS, ROWS, SIZE = 4, 3, 0.1
WEST, SOUTH = 105.0, 20.0
# Codes with zeros at the front, three apart as the country's are
CODES = ["%05d" % (1 + 3 * number) for number in range(COLUMNS * ROWS)]


def centre(code):
    number = CODES.index(code)
    return WEST + (number % COLUMNS + 0.5) * SIZE, SOUTH + (number // COLUMNS + 0.5) * SIZE


def ring(code):
    """The commune's square, with a border that its neighbours have, too."""
    x, y = centre(code)
    corners = [(x - SIZE / 2, y - SIZE / 2), (x + SIZE / 2, y - SIZE / 2), (x + SIZE / 2, y + SIZE / 2),
               (x - SIZE / 2, y + SIZE / 2), (x - SIZE / 2, y - SIZE / 2)]
    return [[round(lon, 6), round(lat, 6)] for lon, lat in corners]


def feature(code, key="ma", value=None, coordinates=None):
    return {"type": "Feature", "properties": {key: value or code, "ten": "Xã " + code, "stt": CODES.index(code) + 1},
            "geometry": {"type": "Polygon", "coordinates": coordinates or [ring(code)]}}


def collection(features, **members):
    return {"type": "FeatureCollection", **members, "features": features}


class Province(Hub):
    """A hub of a province that no code knows."""

    def __init__(self, place):
        self.folder = pathlib.Path(place)
        self.database = self.folder / "hub.db"
        self.process, self.options, self.now = None, [], NOW
        (self.folder / "province.json").write_text(json.dumps({"code": "99", "name": "Tỉnh thử", "type": "tỉnh",
                                                               "resolution": "1/NQ"}), encoding="utf-8")
        lines = ["code,name,type,area_km2,population,lon,lat,clause"]
        lines += ["%s,Xã số %d,xã,110,5000,%.4f,%.4f,%d" % (code, n, *centre(code), n + 1) for n, code in enumerate(CODES)]
        (self.folder / "communes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        answer = self.call("import", "--communes", str(self.folder / "communes.csv"))
        assert answer.returncode == 0, answer.stdout + answer.stderr

    def boundaries(self, data, *arguments):
        """(exit code, report) of bringing a file in"""
        path = self.folder / "borders.geojson"
        path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
        answer = self.call("import", "--boundaries", str(path), *arguments)
        return answer.returncode, json.loads(answer.stdout)

    def file(self):
        rows = hub_rows(self, "SELECT sha256,bytes,id FROM file WHERE kind='boundaries'")
        return rows[0] if len(rows) == 1 else rows


class Case(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.place = folder()
        self.addCleanup(self.place.cleanup)
        self.path = pathlib.Path(self.place.name)
        self.hub = self.make_hub()
        self.hub.start()
        self.addCleanup(self.hub.stop)
        self.desk = Desk(self.hub, self.path, "desk", self.scope)

    scope = "province:99"

    def make_hub(self):
        return Province(self.path)

    def sync(self):
        answer = self.desk.sync()
        self.assertEqual(answer.code, 0, answer.err)
        return answer

    def fetch(self):
        answer = self.desk.ctl("--token-file", self.desk.token, "files", "fetch", "--endpoint", self.hub.endpoint)
        self.assertEqual(answer.code, 0, answer.err)
        return answer

    def borders(self, code=0):
        answer = self.desk.ctl("boundaries")
        self.assertEqual(answer.code, code, answer.err)
        return answer.json

    def take_in(self, data, *arguments, code=0):
        path = self.path / "own.geojson"
        path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
        answer = self.desk.ctl("boundaries", "import", str(path), *arguments)
        self.assertEqual(answer.code, code, answer.err)
        return answer

    def at(self, lon, lat):
        answer = self.desk.ctl("communes", "--at", "%.6f,%.6f" % (lon, lat))
        self.assertEqual(answer.code, 0 if answer.json["rows"] else 1, answer.err)
        return [row["code"] for row in answer.json["rows"]]


    def exported(self):
        """What the map is in a file: {code: (what the borders are worth, who drew them, whether there is an area)}"""
        path = self.path / "map.geojson"
        answer = self.desk.ctl("export", "communes", "--out", str(path))
        self.assertEqual(answer.code, 0, answer.err)
        data = json.loads(path.read_text(encoding="utf-8"))
        path.unlink()
        return {item["id"]: (item["properties"]["borders"], item["properties"]["source"], item["geometry"] is not None)
                for item in data["features"]}


class Feed(Case):
    def test_all_the_way(self):
        """From the hub's file to the commune at a point, with what was refused on the way."""
        crossed = ring(CODES[1])
        crossed.insert(2, [crossed[1][0], crossed[1][1]])  # a point twice
        code, report = self.hub.boundaries(collection([
            feature(CODES[0], value=str(int(CODES[0]))), feature(CODES[1], coordinates=[crossed[::-1]]),
            feature(CODES[2], value="99999"), feature(CODES[0]),
            {"type": "Feature", "properties": {"ma": CODES[3]}, "geometry": None},
            feature(CODES[4], coordinates=[[[105, 20], [105.1, 20], [105, 20], [105, 20]]]), feature(CODES[5])]),
            "--key", "ma", "--source", "Sở Nội vụ")
        self.assertEqual((code, report["taken"], report["changed"]), (7, 3, 1))
        self.assertEqual([(row["index"], row["field"], row["file"]) for row in report["refused"]],
                         [(2, "properties.ma", "borders.geojson"), (3, "properties.ma", "borders.geojson"),
                          (4, "geometry", "borders.geojson"), (5, "geometry", "borders.geojson")])
        self.sync()
        self.assertEqual(self.borders(code=1), {"origin": None})
        self.assertEqual(set(self.exported().values()), {("minh họa", None, True)})
        self.assertIn("9 ", self.fetch().err)  # that many have none
        borders = self.borders()
        self.assertEqual((borders["origin"], borders["source"], borders["sha256"]), ("feed", "Sở Nội vụ", self.hub.file()[0]))
        self.assertEqual(borders["missing"], [c for c in CODES if c not in (CODES[0], CODES[1], CODES[5])])
        for known in CODES[0], CODES[1], CODES[5]:
            self.assertEqual(self.at(*centre(known)), [known])
        self.assertEqual(self.exported(), {code: ("chưa có", "Sở Nội vụ", False) if code in borders["missing"]
                                           else ("tham khảo", "Sở Nội vụ", True) for code in CODES})
        # the points of those without borders are nobody's
        self.assertEqual(self.at(*centre(CODES[2])), [])
        self.assertEqual(self.at(0, 0), [])

    def test_normalised(self):
        """What goes out is what RFC 7946 asks for, and the same file for the same areas."""
        areas = [feature(code) for code in CODES]
        self.assertEqual(self.hub.boundaries(collection(areas), "--key", "ma", "--source", 'Ông "A"')[0], 0)
        sha256, size, _ = self.hub.file()
        content = pathlib.Path(str(self.hub.database) + ".files", sha256).read_bytes()
        self.assertEqual((hashlib.sha256(content).hexdigest(), len(content)), (sha256, size))
        data = json.loads(content)
        self.assertEqual((data["type"], data["source"]), ("FeatureCollection", 'Ông "A"'))
        self.assertEqual([f["id"] for f in data["features"]], CODES)
        for item in data["features"]:
            points = item["geometry"]["coordinates"][0]
            self.assertEqual(points[0], points[-1])
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:])) / 2
            self.assertAlmostEqual(area, SIZE * SIZE, 6)  # against the clock
        # the rings the other way round are the same areas
        for item in areas:
            item["geometry"]["coordinates"][0].reverse()
        code, report = self.hub.boundaries(collection(areas), "--source", 'Ông "A"')
        self.assertEqual((code, report["taken"]), (0, len(CODES)))
        again = json.loads(pathlib.Path(str(self.hub.database) + ".files", self.hub.file()[0]).read_bytes())
        self.assertEqual([f["id"] for f in again["features"]], CODES)

    def test_replaced_and_removed(self):
        """A newer file takes the earlier one's place; one that is no good does not; without a record there are none."""
        self.hub.boundaries(collection([feature(code) for code in CODES]), "--key", "ma")
        self.sync()
        self.fetch()
        self.assertEqual(self.borders()["missing"], [])
        first = self.hub.file()
        for bad in ("%PDF-1.7", '{"type":"Topology"}', collection([]), collection([feature(CODES[0], value="x")])):
            code, report = self.hub.boundaries(bad, "--key", "ma")
            self.assertEqual((code, report["taken"], report["changed"]), (7, 0, 0), report)
            self.assertEqual(report["refused"][-1]["index"], -1)
            self.assertEqual(self.hub.file(), first)
        self.hub.boundaries(collection([feature(code) for code in CODES[:6]]), "--key", "ma")
        self.assertNotEqual(self.hub.file(), first)
        self.sync()
        self.assertEqual(self.borders()["sha256"], first[0])  # until the new one is here
        self.fetch()
        self.assertEqual(self.borders()["missing"], CODES[6:])
        self.hub.records([{"op": "del", "type": "file", "id": "boundaries"}])
        self.assertIn("ranh giới", self.sync().err)
        self.assertEqual(self.borders(code=1), {"origin": None})
        with database(self.desk.cache) as opened:
            self.assertEqual(opened.execute("SELECT count(*) FROM boundary_bounds").fetchone(), (0,))
        # and the same again
        self.hub.boundaries(collection([feature(code) for code in CODES]), "--key", "ma")
        self.sync()
        self.fetch()
        self.assertEqual(self.borders()["missing"], [])

    def test_more_communes(self):
        """What could not be taken for want of a commune is taken when it comes."""
        areas = [feature(code) for code in CODES]
        areas.append(feature(CODES[0], value="00777", coordinates=[[[106, 20], [106.1, 20], [106.1, 20.1], [106, 20]]]))
        answer = self.hub.call("import", "--file", self.write("plain.geojson", collection(areas)), "--kind", "boundaries")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.sync()
        self.assertIn("00777", self.fetch().err)
        self.assertEqual(self.at(106.06, 20.02), [])
        self.hub.records([{"op": "put", "type": "commune", "id": "00777", "data": {
            "name": "Mới", "type": "xã", "province": "99", "area_km2": 60, "population": 9, "lon": 106.05, "lat": 20.05}}])
        self.sync()
        self.assertEqual(self.at(106.06, 20.02), ["00777"])

    def write(self, name, data):
        (self.path / name).write_text(json.dumps(data), encoding="utf-8")
        return str(self.path / name)

    def test_read_once(self):
        """A file that is no good is read once, however often data are fetched."""
        answer = self.hub.call("import", "--file", self.write("bad.geojson", {"type": "Topology"}), "--kind", "boundaries")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.sync()
        self.assertIn("GeoJSON", self.fetch().err)
        self.assertEqual(self.sync().err, "")
        self.borders(code=1)

    def test_killed_before(self):
        """The file is here, the program that was to take it in is not: the next one does."""
        self.hub.boundaries(collection([feature(code) for code in CODES]), "--key", "ma")
        self.sync()
        sha256 = self.hub.file()[0]
        request = urllib.request.Request(self.hub.endpoint + "/v1/files/" + sha256,
                                         headers={"Authorization": "Bearer " + self.desk.token_text})
        place = pathlib.Path(str(self.desk.cache) + ".files")
        place.mkdir(mode=0o700)
        with urllib.request.urlopen(request, timeout=60) as answer:
            (place / sha256).write_bytes(answer.read())
        self.hub.stop()
        answer = self.desk.sync()  # also without a link
        self.assertNotEqual(answer.code, 0)
        self.assertEqual(self.borders()["origin"], "feed")
        self.assertEqual(self.at(*centre(CODES[7])), [CODES[7]])

    def test_killed_meanwhile(self):
        """Killed with the file just here, or while its areas are made: the cache is whole, and the next run does the rest."""
        self.hub.boundaries(collection([feature(code) for code in CODES]), "--key", "ma")
        self.sync()
        sha256 = self.hub.file()[0]
        kept = self.desk.cache.read_bytes()
        for _ in range(5):
            for path in self.path.glob("desk.db*"):
                shutil.rmtree(path) if path.is_dir() else path.unlink() if path != self.desk.cache else None
            self.desk.cache.write_bytes(kept)
            process = subprocess.Popen([program("giaobanctl"), "--cache", str(self.desk.cache), *key_arguments(), "--now", NOW,
                                        "--token-file", self.desk.token, "files", "fetch", "--endpoint", self.hub.endpoint],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=end_with_parent)
            wait_for(lambda: pathlib.Path(str(self.desk.cache) + ".files", sha256).exists())
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.assertEqual(is_whole(self.desk.cache), ["ok"])
            self.sync()
            self.assertEqual(self.borders()["missing"], [])
            self.assertEqual(self.at(*centre(CODES[3])), [CODES[3]])


class ByHand(Case):
    def setUp(self):
        super().setUp()
        self.sync()

    def test_key_is_found(self):
        """Numbers, texts, with and without zeros, under any name; a running number beside it is none."""
        for key, value in (("ma", lambda code: code), ("MAXA", int), ("Mã xã", lambda code: float(code)),
                           ("id", lambda code: code.lstrip("0"))):
            with self.subTest(key=key):
                areas = [feature(code, key=key, value=value(code)) for code in CODES]
                report = self.take_in(collection(areas, source="Bản đồ số")).json
                self.assertEqual((report["taken"], report["key"], report["source"]), (len(CODES), key, "Bản đồ số"))
                self.assertEqual(self.at(*centre(CODES[6])), [CODES[6]])
        areas = [dict(feature(code, key="x", value="?"), id=code) for code in CODES]
        self.assertEqual(self.take_in(collection(areas), "--source", "Tôi").json["source"], "Tôi")

    def test_twice(self):
        """What is taken in again takes the place of all that was there, and never of the province's for good."""
        self.take_in(collection([feature(code) for code in CODES]))
        report = self.take_in(collection([feature(code) for code in CODES[:4]])).json
        self.assertEqual(report["missing"], CODES[4:])
        self.assertEqual(self.at(*centre(CODES[9])), [])
        self.hub.boundaries(collection([feature(code) for code in CODES]), "--key", "ma", "--source", "Tỉnh")
        self.sync()
        self.fetch()
        self.assertEqual(self.borders()["source"], "Tỉnh")  # what came last counts
        self.take_in(collection([feature(code) for code in CODES], source="Xã"))
        self.assertEqual(self.borders()["source"], "Xã")
        self.sync()
        self.assertEqual(self.borders()["source"], "Xã")
        self.assertEqual(self.desk.ctl("boundaries", "remove").code, 0)
        self.assertEqual(self.borders()["source"], "Tỉnh")
        self.assertEqual(self.desk.ctl("boundaries", "remove").code, 1)

    def test_bad_files(self):
        """Each is said in words, and changes nothing."""
        self.take_in(collection([feature(code) for code in CODES], source="Tốt"))
        other = collection([feature(code, value="3%s" % code) for code in CODES])
        for data, said in (("%PDF-1.7", "JSON"), ("", "giữa chừng"), ('{"type":"Topology","objects":{}}', "GeoJSON"),
                           (json.dumps(other), "mã"), (json.dumps(collection([])), "mã"),
                           (json.dumps(collection([feature(CODES[0])]))[:-9], "giữa chừng"),
                           (json.dumps(collection([feature(CODES[0])], crs={"properties": {"name": "EPSG:3405"}})), "WGS 84")):
            with self.subTest(data=data[:40]):
                answer = self.take_in(data, code=5)
                self.assertIn(said, answer.err)
                self.assertEqual(answer.out, "")
                self.assertEqual(self.borders()["source"], "Tốt")
        answer = self.take_in(collection([feature(code, coordinates=[[[1, 2], [1, 2], [1, 2], [1, 2]]]) for code in CODES]),
                              code=7)
        self.assertEqual((answer.json["taken"], answer.json["n_refused"]), (0, len(CODES)))
        self.assertEqual(self.borders()["source"], "Tốt")
        self.assertEqual(self.desk.ctl("boundaries", "import", str(self.path / "none")).code, 2)
        self.assertEqual(self.desk.ctl("boundaries", "import").code, 2)

    def test_too_large(self):
        """200 MB is where it ends, in bounded time."""
        path = self.path / "large.geojson"
        with open(path, "wb") as file:
            file.write(b'{"type":"FeatureCollection","features":[')
            for _ in range(210):
                file.write(b" " * (1 << 20))
            file.write(b"]}")
        answer = self.desk.ctl("boundaries", "import", str(path))
        self.assertEqual(answer.code, 5)
        self.assertIn("MB", answer.err)

    def test_many_refusals(self):
        """A country's file: what is not of this province is counted."""
        areas = [feature(CODES[0], value="7%04d" % number) for number in range(1500)]
        answer = self.take_in(collection([feature(code) for code in CODES] + areas), code=7)
        self.assertEqual((answer.json["taken"], answer.json["n_refused"], len(answer.json["refused"])),
                         (len(CODES), 1500, 1000))
        self.assertLess(len(answer.err.splitlines()), 30)

    def test_points(self):
        """A place is two numbers."""
        for text in "105", "105;20", "x,20", "105,", "105,20,1", "500,20":
            self.assertEqual(self.desk.ctl("communes", "--at", text).code, 2, text)
        answer = self.desk.ctl("communes", "--at", "105.05,20.05")
        self.assertEqual((answer.code, answer.json), (1, {"rows": []}))
        self.assertNotEqual(answer.err, "")  # nobody knows

    def test_before_any_data(self):
        """There is nothing yet that borders could be of."""
        fresh = Desk(self.hub, self.path, "fresh", self.scope)
        self.assertNotEqual(fresh.sync(endpoint="http://127.0.0.1:1").code, 0)
        path = self.path / "own.geojson"
        path.write_text(json.dumps(collection([feature(CODES[0])])), encoding="utf-8")
        answer = fresh.ctl("boundaries", "import", str(path))
        self.assertEqual(answer.code, 2, answer.err)


class Real(Case):
    """The real province and its borders, which are not ours to give away."""

    scope = "province:51"
    file = pathlib.Path(os.environ.get("GIAOBAN_TEST_BOUNDARIES", "/nonexistent"))

    def make_hub(self):
        if not self.file.exists():
            self.skipTest("the province's boundaries are not on this machine")
        return Hub(self.path, 40)

    def test_real(self):
        answer = self.hub.call("import", "--boundaries", str(self.file), "--key", "code", "--source", "Tham khảo")
        self.assertEqual((answer.returncode, json.loads(answer.stdout)["taken"]), (0, 96), answer.stdout[:1000])
        self.sync()
        self.fetch()
        borders = self.borders()
        self.assertEqual((borders["source"], borders["missing"]), ("Tham khảo", []))
        with database(self.desk.cache) as opened:
            centres = opened.execute("SELECT id,lon,lat FROM commune ORDER BY id").fetchall()
            self.assertEqual(opened.execute("SELECT count(*) FROM boundary_bounds").fetchone(), (96,))
        for code, lon, lat in centres[::8]:
            self.assertEqual(self.at(lon, lat), [code])
        answer = self.desk.ctl("boundaries", "import", str(self.file))
        self.assertEqual((answer.code, answer.json["taken"]), (0, 96))


if __name__ == "__main__":
    unittest.main(verbosity=2)
