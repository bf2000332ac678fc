#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches files of a running giaoban-hub in parts, and sends some.

usage: check_files.py GIAOBAN_HUB SOURCE_ROOT
"""
import hashlib
import os
import random

from hub_run import *

WARD, OTHER, ALL = "commune:21028", "commune:21025", "province:51"


def name_of(content):
    return hashlib.sha256(content).hexdigest()


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.database = folder / "hub.db"
        self.map = folder / "map.bin"
        self.content = bytes(range(256)) * 400
        self.map.write_bytes(self.content)
        run("import", "--database", self.database, "--now", NOW,
            "--communes", ROOT / "data/provinces/quang-ngai/communes.csv", "--file", self.map)
        self.path = "/v1/files/" + name_of(self.content)
        self.ward, self.other, self.province = (make_token(self.database, scope) for scope in (WARD, OTHER, ALL))

    def test_ranges(self):
        size = len(self.content)
        with Hub(self.database) as hub:
            for header, first, last in (("bytes=0-0", 0, 0), ("bytes=10-19", 10, 19), ("bytes=100000-", 100000, size - 1),
                                        ("bytes=-5", size - 5, size - 1), (f"bytes=0-{size + 5}", 0, size - 1),
                                        (f"bytes=-{size + 5}", 0, size - 1), ("Bytes=10-19", 10, 19)):
                status, headers, body = hub.get(self.path, self.ward, Range=header)
                assert status == 206 and body == self.content[first:last + 1], (header, status, len(body))
                assert headers["Content-Range"] == f"bytes {first}-{last}/{size}", header
                assert headers["ETag"] == f'"{name_of(self.content)}"' and headers["Accept-Ranges"] == "bytes"
            for header in ("bytes=5-4", "bytes=a-b", "bytes=-", "bytes=0-1,5-6", "lines=0-1", "bytes=0-1x", "bytes 0-1",
                           "bytes=99999999999999999999-"):
                status, headers, body = hub.get(self.path, self.ward, Range=header)
                assert status == 200 and body == self.content and "Content-Range" not in headers, header
            for header in f"bytes={size}-", "bytes=-0", f"bytes={size + 7}-{size + 9}":
                answer = hub.get(self.path, self.ward, Range=header)
                problem(answer, 416, "/range")
                assert answer[1]["Content-Range"] == f"bytes */{size}", header

    def test_conditions(self):
        etag = f'"{name_of(self.content)}"'
        with Hub(self.database) as hub:
            assert hub.get(self.path, self.ward, Range="bytes=0-9", If_Range=etag)[0] == 206
            for other in '"x"', f"W/{etag}", "Wed, 26 Aug 2026 07:15:00 GMT":
                status, _, body = hub.get(self.path, self.ward, Range="bytes=0-9", If_Range=other)
                assert status == 200 and body == self.content, other
            assert hub.get(self.path, self.ward, If_None_Match=etag, Range="bytes=0-9")[0] == 304
            assert hub.get(self.path, self.ward, If_None_Match="*")[0] == 304
            status, headers, body = hub.get(self.path, self.ward, method="HEAD")
            assert (status, headers["Content-Length"], body) == (200, str(len(self.content)), b"")

    def test_put_together(self):
        """What is fetched in parts, with cuts, is the whole."""
        chance = random.Random(1)
        with Hub(self.database) as hub:
            got = b""
            while len(got) < len(self.content):
                end = len(got) + chance.randrange(1, 30000)
                got += hub.get(self.path, self.ward, Range=f"bytes={len(got)}-{end}")[2]
            assert got == self.content

    def put(self, hub, content, body=None, token=None, name=None, **headers):
        headers.setdefault("Content_Type", "application/octet-stream")
        return hub.get("/v1/files/" + (name or name_of(content)), token or self.ward, method="PUT",
                       body=content if body is None else body, **headers)

    def test_sending(self):
        content = os.urandom(150000)
        path = "/v1/files/" + name_of(content)
        with Hub(self.database) as hub:
            problem(hub.get(path, self.ward), 404, "/not-found")
            status, headers, body = self.put(hub, content)
            assert (status, headers["Upload-Offset"], body) == (201, "150000", b"")
            assert hub.get(path, self.ward)[2] == content and hub.get(path, self.province)[2] == content
            assert self.put(hub, content)[0] == 204
            problem(hub.get(path, self.other), 404, "/not-found")
            half = {"Content_Range": f"bytes 0-9/{len(content)}"}
            assert self.put(hub, content, content[:10], self.other, **half)[0] == 202, "what others sent is not told"
            problem(hub.get(path, self.other), 404, "/not-found")
            assert self.put(hub, content, token=self.province)[0] == 204
            assert self.put(hub, b"")[0] == 201

    def test_parts(self):
        content = os.urandom(100000)
        total = len(content)
        part = lambda first, last: {"body": content[first:last], "Content_Range": f"bytes {first}-{last - 1}/{total}"}
        ask = {"body": b"", "Content_Range": f"bytes */{total}"}
        with Hub(self.database) as hub:
            assert self.put(hub, content, **ask)[1]["Upload-Offset"] == "0"
            status, headers, _ = self.put(hub, content, **part(0, 40000))
            assert (status, headers["Upload-Offset"]) == (202, "40000")
            for first, last in (0, 40000), (39999, 50000), (50000, total):
                answer = self.put(hub, content, **part(first, last))
                problem(answer, 409, "/offset")
                assert answer[1]["Upload-Offset"] == "40000"
        with Hub(self.database) as hub:
            status, headers, _ = self.put(hub, content, **ask)
            assert (status, headers["Upload-Offset"]) == (202, "40000"), "after a restart, too"
            assert self.put(hub, content, **part(40000, 99999))[0] == 202
            assert self.put(hub, content, **part(99999, total))[0] == 201
            assert self.put(hub, content, **ask)[0] == 204
            assert hub.get("/v1/files/" + name_of(content), self.ward)[2] == content

    def test_wrong(self):
        content = os.urandom(1000)
        name = name_of(content)
        with Hub(self.database) as hub:
            problem(self.put(hub, content, content[::-1]), 422, "/hash")
            problem(hub.get("/v1/files/" + name, self.ward), 404, "/not-found")
            for header in ("bytes 0-9", "bytes 0-9/10", "bytes 9-0/1000", "bytes 0-1000/1000", "bytes 0-999/x", "items 0-999/1000",
                           "bytes */1000"):
                assert problem(self.put(hub, content, Content_Range=header), 400, "/request")["subject"] == "Content-Range"
            problem(self.put(hub, content, Content_Range=f"bytes 0-999/{2 * 1024 * 1024 + 1}"), 413, "/too-large")
            problem(self.put(hub, b"x" * (2 * 1024 * 1024 + 1)), 413, "/too-large")
            problem(self.put(hub, content, Content_Type="text/plain"), 415, "/content-type")
            problem(self.put(hub, content, name="../hub.db"), 404, "/not-found")
            problem(self.put(hub, content, name=name.upper()), 404, "/not-found")
            problem(self.put(hub, content, token="x"), 401, "/token")
            assert self.put(hub, content)[0] == 201
            assert self.put(hub, b"x" * (2 * 1024 * 1024))[0] == 201

    def test_too_much(self):
        with Hub(self.database) as hub:
            statuses = [self.put(hub, bytes([n]) * (2 * 1024 * 1024), token=self.other)[0] for n in range(33)]
            assert statuses == [201] * 32 + [429], statuses
            answer = self.put(hub, b"small", token=self.other)
            assert int(answer[1]["Retry-After"]) > 0
            assert self.put(hub, b"small")[0] == 201, "others go on"
        with Hub(self.database, now="2026-08-27T07:16:00+07:00") as hub:
            assert self.put(hub, b"small", token=self.other)[0] == 201

    def test_private(self):
        for path in (self.folder / "hub.db.files").iterdir():
            assert path.stat().st_mode & 0o077 == 0, path
        assert (self.folder / "hub.db.files").stat().st_mode & 0o077 == 0


main(Case)
