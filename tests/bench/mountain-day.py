#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mountain day: 80 new dossiers and 300 changed over 64 kbit/s, 600 ms, 5 % loss, gone every 30 seconds.

Prints how many bytes that takes against the gzip of the bare changes and how long, and the same through PouchDB
replication over the same link; fails when a ratio is beyond its limit. The command line: POUCHDB_FOLDER, a folder that
npm may fill. Without npm or its registry that half is skipped, and said to be.
"""

import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import urllib.request

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_link import Link  # noqa: E402
from giaoban_run import PROVINCE, WARD, Hub, ctl, database, end_with_parent, folder, wait_for  # noqa: E402

NEW, CHANGED = 80, 300
LINK = dict(round_trip=0.6, kbit=64, loss=0.05, drop_every=30, drop_for=2)
# Headers, two groups and pages that are packed one by one, against one gzip of all
MOST_BYTES_RATIO = 1.35
# What the gzip takes at 64 kbit/s if nothing were lost, times this: which packets are lost is chance
MOST_TIME_RATIO = 8.0
# Theirs in parts of ours
LEAST_BYTES_AGAINST_POUCHDB = 3.0
LEAST_TIME_AGAINST_POUCHDB = 2.0
SOURCES = pathlib.Path(__file__).resolve().parent / "pouchdb"


# --- what happened on that day ----------------------------------------------------------------

def feed(hub, token, scope, group, since=None):
    """All lines of a group from a cursor on, without the pages' first and last, and the last cursor."""
    lines, more = [], True
    while more:
        query = "scope=%s&group=%s&limit=5000%s" % (scope, group, "&since=" + since if since else "")
        request = urllib.request.Request("%s/v1/feed?%s" % (hub.endpoint, query),
                                         headers={"Authorization": "Bearer " + token})
        with urllib.request.urlopen(request, timeout=60) as answer:
            page = answer.read().splitlines()
        seal = json.loads(page[-1])
        lines += page[1:-1]
        since, more = seal["cursor"], seal["more"]
    return lines, since


def records_of(lines, kind):
    return [line for line in map(json.loads, lines) if line["op"] == "put" and line["type"] == kind]


def step(dossier, at, state, officer, text):
    return {"op": "put", "type": "dossier-step", "id": "%s/%s/%d" % (dossier, at[:16], state), "data": {
        "dossier": dossier, "at": at, "state": state, "officer": officer, "title": "Chuyên viên",
        "unit": "Văn phòng HĐND và UBND", "text": text}}


def make_day(hub):
    """What the other communes received yesterday comes to ours, and 300 of ours go on by a step."""
    ward = WARD.split(":")[1]
    everything, _ = feed(hub, pathlib.Path(hub.token(PROVINCE)).read_text(encoding="ascii").strip(), PROVINCE, "work")
    dossiers = records_of(everything, "dossier")
    ours = [d for d in dossiers if d["data"]["commune"] == ward]
    theirs = [d for d in dossiers if ward not in (d["data"]["commune"], d["data"]["received_by"])]
    day = []
    for n, dossier in enumerate(theirs[-NEW:]):
        at = "2026-08-26T%02d:%02d:00+07:00" % (7 + n // 20, n % 20 * 3)
        data = dict(dossier["data"], commune=ward, received_by=ward, state=2, submitted=at, received=at,
                    due="2026-09-%02dT17:00:00+07:00" % (7 + n % 5))
        for gone in ("finished", "handed_over"):
            data.pop(gone, None)
        code = "000.28.11.H48-260826-%04d" % (n + 1)
        day += [{"op": "put", "type": "dossier", "id": code, "data": data},
                step(code, at, 2, data.get("officer", ""), "Tiếp nhận hồ sơ, hẹn ngày trả kết quả")]
    officers = sorted({d["data"]["officer"] for d in ours if "officer" in d["data"]})
    for n, dossier in enumerate(ours[-CHANGED:]):
        at = "2026-08-26T%02d:%02d:00+07:00" % (7 + n // 60, n % 60)
        data = dict(dossier["data"], state=4, officer=officers[n % len(officers)])
        for gone in ("finished", "handed_over"):
            data.pop(gone, None)
        day += [{"op": "put", "type": "dossier", "id": dossier["id"], "data": data},
                step(dossier["id"], at, 4, data["officer"], "Chuyển thẩm định")]
    return day


# --- ours ---------------------------------------------------------------------------------------

def sync(desk, token, endpoint):
    return ctl("--token-file", token, "sync", "--endpoint", endpoint, cache=desk)


def run_ours(link, desk, token):
    """Seconds, the link with its figures and how many runs it took to bring the day."""
    link.become(**LINK)
    start, runs = time.monotonic(), 1
    while (answer := sync(desk, token, "http://127.0.0.1:%d" % link.ports[0])).code != 0:
        assert answer.code == 3 and runs < 200, (answer.code, answer.err)
        runs += 1
        time.sleep(1)
    return time.monotonic() - start, link, runs


# --- theirs -------------------------------------------------------------------------------------

def install(modules):
    """Whether npm has put PouchDB into @modules."""
    if shutil.which("npm") is None:
        return "npm is not installed"
    modules.mkdir(parents=True, exist_ok=True)
    shutil.copy(SOURCES / "package.json", modules)
    if (modules / "node_modules" / "express-pouchdb").exists():
        return None
    run = subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"],
                         cwd=modules, capture_output=True, text=True, check=False, timeout=600)
    return None if run.returncode == 0 else "npm cannot install it: " + (run.stderr.strip().splitlines() or ["?"])[-1]


class Node:
    """A script of ours that answers lines with lines."""

    def __init__(self, script, *arguments):
        self.process = subprocess.Popen(["node", str(SOURCES / script), *map(str, arguments)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, preexec_fn=end_with_parent)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "PouchDB gave up"
        return json.loads(answer)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.stdin.close()
        self.process.wait(30)


def documents(lines):
    """The feed's records, as one would keep them in CouchDB."""
    return [dict(line["data"], _id=line["type"] + ":" + line["id"], type=line["type"]) for line in map(json.loads, lines)
            if line["op"] == "put"]


def run_pouchdb(modules, place, before, day):
    port_file = place / "pouchdb-port"
    with Node("server.js", modules, port_file) as server, Node("client.js", modules) as client:
        port = int(wait_for(lambda: port_file.exists() and port_file.read_text(encoding="ascii")))
        # A replication knows itself by both addresses, so it begins over the same link, as long as that is good.
        with Link([port]) as link:
            address = "http://127.0.0.1:%d/desk" % link.ports[0]
            had = server.ask(json.dumps({"docs": documents(before)}))
            known = client.ask(address)["docs"]
            assert known == had, (known, had)
            server.ask(json.dumps({"docs": documents(day)}))
            link.become(**LINK)
            start = time.monotonic()
            answer = client.ask(address)
            seconds = time.monotonic() - start
        assert answer["docs"] == len({d["_id"] for d in documents(before) + documents(day)}), answer
        return seconds, link, answer["attempts"]


# --- the comparison -----------------------------------------------------------------------------

def tell(name, bare, figures):
    seconds, link, runs = figures
    print("%-9s %7.1f s  %8d bytes of HTTP = %5.2f × gzip  %8s bytes of IP  %4d connections  %3d runs  %2d drops" % (
        name, seconds, link.payload_bytes, link.payload_bytes / bare, link.wire_bytes or "?", link.connections, runs,
        link.drops))


def check(failed, what, value, limit, at_most=True):
    good = value <= limit if at_most else value >= limit
    print("%-6s %s: %.2f (%s %.2f)" % ("ok" if good else "NOT OK", what, value, "at most" if at_most else "at least", limit))
    if not good:
        failed.append(what)


def main(modules):
    failed = []
    with folder() as name:
        place = pathlib.Path(name)
        desk = place / "desk.db"
        with Hub(place, 20000, seed=1, days=("2026-07-01", "2026-08-25")) as hub:
            token = hub.token(WARD)
            secret = pathlib.Path(token).read_text(encoding="ascii").strip()
            with Link([int(hub.endpoint.rsplit(":", 1)[1])]) as link:
                assert sync(desk, token, "http://127.0.0.1:%d" % link.ports[0]).code == 0
                before, cursor = feed(hub, secret, WARD, "work")
                hub.records(make_day(hub))
                day, _ = feed(hub, secret, WARD, "work", cursor)
                bare = len(gzip.compress(b"\n".join(day), 9))
                print("%d records changed: %d bytes, %d after gzip -9" % (len(day), sum(map(len, day)), bare), flush=True)
                ours = run_ours(link, desk, token)
            tell("giaoban", bare, ours)
            with database(desk) as opened:
                came = opened.execute("SELECT count(*) FROM dossier_step WHERE at>=strftime('%s','2026-08-26')").fetchone()
            assert came[0] >= NEW + CHANGED, came
        check(failed, "bytes of HTTP in parts of the gzip of the bare changes", ours[1].payload_bytes / bare, MOST_BYTES_RATIO)
        check(failed, "time in parts of what these bytes take at 64 kbit/s", ours[0] / (bare / 8000), MOST_TIME_RATIO)
        problem = install(modules)
        if problem:
            print("SKIPPED the comparison with PouchDB: " + problem)
        else:
            theirs = run_pouchdb(modules, place, before, day)
            tell("PouchDB", bare, theirs)
            check(failed, "PouchDB's bytes in parts of ours", theirs[1].payload_bytes / ours[1].payload_bytes,
                  LEAST_BYTES_AGAINST_POUCHDB, at_most=False)
            check(failed, "PouchDB's time in parts of ours", theirs[0] / ours[0], LEAST_TIME_AGAINST_POUCHDB, at_most=False)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
