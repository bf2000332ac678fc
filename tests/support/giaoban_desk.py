# SPDX-License-Identifier: GPL-3.0-or-later
"""A workstation in tests: a token, a cache, what is done on it, and whether it is what the hub has."""

import contextlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import urllib.request

from giaoban_run import (ENCRYPTED, KEY, NOW, WARD, ctl, database, end_with_parent, folder, key_arguments, private_file,
                         program)

GROUPS = ("work", "base")
# Every table of records, with the columns that come from the hub.
RECORD_TABLES = """SELECT m.name, group_concat('"' || c.name || '"') FROM sqlite_schema m, pragma_table_info(m.name) c
  WHERE m.type='table' AND c.name NOT IN ('number', 'generation') GROUP BY m.name HAVING max(c.name='rev') ORDER BY 1"""


def hub_rows(hub, sql):
    """Rows of the hub's own database, which is never encrypted."""
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % hub.database, uri=True)) as opened:
        return opened.execute(sql).fetchall()


def feed(hub, token, scope, group):
    """What the hub gives to whoever asks from the start: {(type, id): rev}, page by page."""
    records, cursor, more = {}, None, True
    while more:
        since = "" if cursor is None else "&since=" + cursor
        request = urllib.request.Request("%s/v1/feed?scope=%s&group=%s%s" % (hub.endpoint, scope, group, since),
                                         headers={"Authorization": "Bearer " + token})
        with urllib.request.urlopen(request, timeout=60) as answer:
            lines = [json.loads(line) for line in answer.read().splitlines()]
        for line in lines[1:-1]:
            if line["op"] == "put":
                records[line["type"], line["id"]] = line["rev"]
            else:
                records.pop((line["type"], line["id"]), None)
        cursor, more = lines[-1]["cursor"], lines[-1]["more"]
    return records


def is_whole(path):
    """What any SQLite says of a file and the log beside it; of a copy, so that our own programs find both as they were
    left."""
    with folder() as name:
        copy = pathlib.Path(name) / "copy.db"
        shutil.copyfile(path, copy)
        if pathlib.Path(str(path) + "-wal").exists():
            shutil.copyfile(str(path) + "-wal", str(copy) + "-wal")
        if not ENCRYPTED:
            with contextlib.closing(sqlite3.connect(copy)) as opened:
                return [row[0] for row in opened.execute("PRAGMA integrity_check")]
        run = subprocess.run(["sqlcipher", "-batch", "-bail", str(copy)], capture_output=True, text=True, check=False,
                             input="PRAGMA key=\"x'%s'\"; PRAGMA cipher_integrity_check; PRAGMA integrity_check;" % KEY)
        return run.stdout.split("\n")[1:-1] + ([run.stderr] if run.returncode else [])


class Desk:
    def __init__(self, hub, place, name, scope=WARD):
        answer = hub.call("token", "--scope", scope)
        assert answer.returncode == 0, answer.stderr
        self.hub, self.scope, self.token_text = hub, scope, answer.stdout.strip()
        self.cache = pathlib.Path(place) / (name + ".db")
        self.token = private_file(pathlib.Path(place) / (name + ".token"), answer.stdout)

    def command(self, now=NOW, endpoint=None):
        """The sync as it is typed, for whoever wants to kill it."""
        return [program("giaobanctl"), "--cache", str(self.cache), *key_arguments(), "--now", now, "--token-file",
                self.token, "sync", "--endpoint", endpoint or self.hub.endpoint]

    def begin(self, **options):
        return subprocess.Popen(self.command(**options), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                preexec_fn=end_with_parent)

    def sync(self, now=NOW, endpoint=None, **options):
        return ctl("--token-file", self.token, "sync", "--endpoint", endpoint or self.hub.endpoint, cache=self.cache,
                   now=now, **options)

    def ctl(self, *arguments, **options):
        return ctl(*arguments, cache=self.cache, **options)

    def act(self, *arguments, **options):
        answer = self.ctl("act", *arguments, **options)
        assert answer.code == 0, answer.err
        return answer.json["id"]

    def states(self):
        """{action's id: its state}"""
        answer = self.ctl("outbox")
        assert answer.code in (0, 1), answer.err
        return {row["id"]: row["state"] for row in answer.json["rows"]}

    def rows(self):
        """Every record's row, but for the number of the pull that brought it and the row's own."""
        with database(self.cache) as opened:
            return {table: sorted(opened.execute("SELECT %s FROM %s" % (columns, table)).fetchall(), key=repr)
                    for table, columns in opened.execute(RECORD_TABLES).fetchall()}

    def records(self):
        """{(type, id): rev} of the cache."""
        with database(self.cache) as opened:
            return {(table.replace("_", "-"), identity): rev
                    for table, _ in opened.execute(RECORD_TABLES).fetchall()
                    for identity, rev in opened.execute("SELECT id,rev FROM %s" % table)}

    def hub_records(self):
        return {key: rev for group in GROUPS for key, rev in feed(self.hub, self.token_text, self.scope, group).items()}
