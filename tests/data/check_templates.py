#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_templates.py SOURCE: whoever has a template makes sure of the types of ours in it. Whether such a type is known
already depends on what was shown before, so that a window may open on one day and not on another."""

import pathlib
import re
import sys
import unittest

SOURCE = pathlib.Path(sys.argv.pop(1) if len(sys.argv) > 1 else ".")


def code_of(template):
    """The C of the widget that a template belongs to: it has the same name."""
    name = template.stem if template.stem.startswith("gb-") else "gb-" + template.stem
    return "".join(path.read_text() for path in SOURCE.glob("src/*/%s.c" % name))


def type_macro(name):
    """GbAdaptiveBin: GB_TYPE_ADAPTIVE_BIN"""
    return "_".join(re.findall("[A-Z][a-z0-9]*", name)).upper().replace("GB_", "GB_TYPE_", 1)


class Templates(unittest.TestCase):
    def test_types(self):
        templates = sorted(SOURCE.glob("ui/**/*.ui"))
        self.assertGreater(len(templates), 50)
        for template in templates:
            code = code_of(template)
            for name in sorted(set(re.findall('<object class="(Gb[A-Za-z0-9]+)"', template.read_text()))):
                with self.subTest(template=template.name, type=name):
                    self.assertIn("g_type_ensure (%s)" % type_macro(name), code)


unittest.main()
