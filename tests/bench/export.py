#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory and time of a table that is written row by row: ten times the rows must not need more memory. Times are only
told, for they are the machine's; the ratio is what fails."""

import os
import pathlib
import sys
import tempfile
import time

WRITER = sys.argv[1]
FEW, MANY = 30000, 300000
RATIO = 1.3


def write(folder, form, n_rows):
    """Seconds, the peak of memory in KB, bytes of the file."""
    path = folder / f"table.{form}"
    begin = time.monotonic()
    child = os.posix_spawn(WRITER, [WRITER, str(path), "people", str(n_rows), str(folder / "cases")], os.environ)
    _, status, used = os.wait4(child, 0)
    assert status == 0, status
    return time.monotonic() - begin, used.ru_maxrss, path.stat().st_size


def main():
    failed = False
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as name:
        folder = pathlib.Path(name)
        (folder / "cases").write_text("Chứng thực bản sao từ bản chính giấy tờ, văn bản\nNguyễn Văn A\n", encoding="utf-8")
        for form in ("csv", "xlsx"):
            few, many = write(folder, form, FEW), write(folder, form, MANY)
            ratio = many[1] / few[1]
            failed |= ratio > RATIO
            print(f"{form}: {MANY:,} rows in {many[0]:.1f} s ({few[0]:.1f} s for {FEW:,}), {many[2] / 1e6:.1f} MB, "
                  f"{many[1] / 1024:.1f} MB of memory, {ratio:.2f} times that of {FEW:,}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
