#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_words.py SOURCE BUILD: words that users read stand in one place, po/, and are Vietnamese there as an official
writes it. What is Vietnamese in the sources, and what is English and never shown, is listed here with its reason."""

import pathlib
import re
import subprocess
import sys
import unicodedata
import unittest
import xml.etree.ElementTree as ElementTree

SOURCE, BUILD = pathlib.Path("."), pathlib.Path(".")

# Vietnamese in a literal, by file
VIETNAMESE = {
    "src/core/gb-deadline-rules.c": "names of laws",
    "src/core/gb-issue-rules.c": "names of laws",
    "src/core/gb-term.c": "names of laws",
    "src/hub/gb-hub-act-dossier.c": "part of a document's number",
    "src/hub/gb-hub-act-issue.c": "written into the province's record",
    "src/hub/gb-hub-number.c": "part of a document's number",
    "src/hub/gb-hub-problem.c": "goes out in both languages, whatever the hub's own is",
    "src/hub/gb-hub-refusal.c": "goes out in both languages, whatever the hub's own is",
    "src/hub/gb-seed": "the demo's data",
    "src/pages/gb-commune-words.c": "types of units, as the data have them",
    "src/report/gb-briefing-sheet.c": "layout of an official document (decree 30/2020)",
    "src/report/gb-letter-": "forms laid down by law (circular 01/2018), always in Vietnamese",
    "src/report/gb-map-geojson.c": "a file for others in the province",
    "src/report/gb-paper-parts.c": "layout of an official document (decree 30/2020)",
    "src/store/gb-commune-figures.c": "names of indicators are data, as those that the province sends",
    "src/store/gb-commune-sentence.c": "types of units, to read a question with",
    "src/store/gb-commune-vocabulary.c": "words of a question",
    "src/store/gb-coverage.c": "fields are data",
    "src/store/gb-issue-form.c": "fields are data",
}

# English that nobody is shown, by the beginning of the path
NOT_SHOWN = {
    "src/sql/": "gb_store_error_translate() says what it means",
    "src/app/gb-services-start.c": "gb_store_error_translate() says what it means",
    "src/store/gb-store-": "gb_store_error_translate() says what it means",
    "src/hub/gb-hub-cursor.c": "the hub answers with the problem of that code",
    "src/hub/gb-hub-identity.c": "the hub answers with the problem of that code",
    "src/hub/gb-hub-results.c": "the hub answers with the problem of that code",
    "src/map/gb-mbtiles-file.c": "becomes “the file is damaged” by its code",
    "src/map/gb-tile-file.c": "the cache of pictures is made anew, or not kept",
    "src/remind/gb-reminder-timer.c": "only the code is looked at",
}

# What calls with a text show, or hand over to be shown
SHOWING = re.compile(
    r"\b(gtk_label_(?:new|set)\w*|gtk_\w*button_\w*label|gtk_button_new_with_\w+|gtk_widget_set_tooltip_\w+|"
    r"gtk_window_set_title|adw_\w+_new|adw_\w+_set_\w*(?:title|description|label|heading|body)|"
    r"gtk_\w+_set_placeholder_text|g_menu_\w+|g_set_error\w*|g_task_return_new_error\w*|g_error_new\w*|g_prefix_error\w*|"
    r"g_propagate_prefixed_error|g_printerr|g_print|g_notification_\w+|gtk_accessible_update_\w+|g_option_context_\w+|"
    r"gtk_progress_bar_set_text)\s*\(")
MARKING = re.compile(r"\b(?:_|N_|C_|NC_|n?gettext|g_dngettext)\s*\(")
LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"')
FORMAT = re.compile(r"%[-+ 0#]*[\d.*$]*(?:l|z|h)*[a-zA-Z%]|\\.")
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|^\s*[A-Z][a-z]{2,}")
VIETNAMESE_LETTER = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")

# The tone stands on the first vowel of oa, oe, uy, as in laws; hòa and not hoà
OLD_TONES = re.compile(r"\b\w*(?:o[àáảãạèéẻẽẹ]|[^q\W]u[ỳýỷỹỵ]|\bu[ỳýỷỹỵ])\b", re.IGNORECASE)
OFFICIAL = (  # what an official would not write, and what instead
    (OLD_TONES, "hòa, xóa, ủy"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r" [,.;:?!](?:\s|$)|  "), "no space before a mark, none twice"),
    (re.compile(r"\b(?:[Qq]uyết định|[Nn]ghị định|[Tt]hông tư)[^.;]{0,30}, (?:điều|khoản) \d"), "Điều 12 with a capital"),
    (re.compile(r"(?<!lần )\bthứ (?:hai|ba|tư|năm|sáu|bảy)\b|\bchủ nhật\b"), "thứ Hai, Chủ nhật"),
    (re.compile(r"\b(?:click|file|email|login|download|upload|update)\b", re.IGNORECASE), "a Vietnamese word"),
    (re.compile(r"\b(?:kỉ|lí do|quản lí|quí|kĩ)\b", re.IGNORECASE), "kỷ, lý, quý, kỹ"))
NOT_WORDS = re.compile(r"--?[a-z-]+|https?://\S+|giaobanctl\s.*|\b[a-z-]+\|[a-z|-]+")

TEXT_PROPERTIES = {"label", "title", "subtitle", "tooltip-text", "placeholder-text", "description", "text", "heading", "body",
                   "comments"}
# A number before a word in the plural, in English, is ngettext()'s; not where there are never less than two, and not
# where the number is a part of one
PLURAL = re.compile(r"(?<!more than )(?<!More than )%(?:d|u|s|zu) (?:more |new |other |open |whole )?([a-z]{3,}s)\b")
VERBS = {"counts", "guides", "hands", "needs", "takes"}
NEVER_ONE = ("points", "pixels", "%s dossiers each", "of %u communes", "for %d days", "to %d seconds", "the %u records", "bytes")
LANGUAGES = {"Tiếng Việt", "English"}  # each in its own


def enclosed(text, start):
    """What is between the parenthesis at start and its partner, and where that is."""
    depth, quoted, here = 0, False, start
    while True:
        letter = text[here]
        if quoted:
            here += letter == "\\"
            quoted = letter != '"'
        elif letter == '"':
            quoted = True
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if depth == 0:
                return text[start + 1:here], here
        here += 1


def without_marked(text):
    """Only what is not handed to gettext."""
    while match := MARKING.search(text):
        text = text[:match.start()] + text[enclosed(text, match.end() - 1)[1] + 1:]
    return text


def code(path):
    return re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group(0)), path.read_text(encoding="utf-8"), flags=re.S)


def excused(path, reasons):
    return any(str(path.relative_to(SOURCE)).startswith(name) for name in reasons)


def entries():
    """Each entry of po/vi.po as {"msgid": …, "msgstr": …}."""
    text = subprocess.run(["msgcat", "--no-wrap", "--no-location", SOURCE / "po/vi.po"], capture_output=True, text=True,
                          check=True).stdout
    for block in text.split("\n\n"):
        found = dict(re.findall(r'^(msgctxt|msgid|msgid_plural|msgstr)(?:\[0\])? ((?:".*"\n?)+)', block, re.M))
        if "msgid" in found:
            yield {name: "".join(LITERAL.findall(value)).replace(r"\n", "\n").replace(r"\"", '"')
                   for name, value in found.items()}


class Words(unittest.TestCase):
    maxDiff = None

    def test_no_vietnamese_in_the_sources(self):
        found = ["%s: %s" % (path, literal) for path in sorted(SOURCE.glob("src/**/*.[ch]"))
                 if not excused(path, VIETNAMESE)
                 for literal in LITERAL.findall(without_marked(code(path))) if VIETNAMESE_LETTER.search(literal)]
        self.assertEqual(found, [])

    def test_no_english_beside_gettext(self):
        found = []
        for path in sorted(SOURCE.glob("src/**/*.c")):
            text = code(path)
            for call in () if excused(path, NOT_SHOWN) else SHOWING.finditer(text):
                shown = without_marked(enclosed(text, call.end() - 1)[0])
                found += ["%s: %s" % (path, literal) for literal in LITERAL.findall(shown)
                          if ENGLISH.search(FORMAT.sub(" ", literal))]
        self.assertEqual(found, [])

    def test_help_of_options(self):
        """Each line of GOptionEntry has its description, and what stands for its value, from gettext; what has to be typed
        as it stands is in small letters."""
        entry = re.compile(r"\{[^{}]*G_OPTION_ARG_\w+[^{}]*\}")
        found = []
        for path in sorted(SOURCE.glob("src/**/*.c")):
            for line in entry.findall(code(path)):
                rest = LITERAL.findall(without_marked(line.split("G_OPTION_ARG_", 1)[1]))
                found += ["%s: %s" % (path, word) for word in rest if re.search("[A-Z]{3}", word)]
        self.assertEqual(found, [])

    def test_ui_files(self):
        found = []
        for path in sorted(SOURCE.glob("ui/**/*.ui")):
            for node in ElementTree.parse(path).iter():
                text = (node.text or "").strip()
                shown = node.tag == "item" or node.tag in ("property", "attribute") and node.get("name") in TEXT_PROPERTIES
                if shown and node.get("translatable") != "yes" and "bind-source" not in node.attrib and text not in LANGUAGES:
                    if re.search("[A-Za-z]{2}", re.sub(r"(?:Ctrl|Alt|Shift)\+", "", text)):
                        found.append("%s: %s" % (path, text))
                if node.get("translatable") == "yes" and VIETNAMESE_LETTER.search(re.sub(r"phường Nghĩa Lộ|Hoàng Sa|"
                                                                                         r"Trường Sa", "", text)):
                    found.append("%s: %s" % (path, text))
        self.assertEqual(found, [])


class Vietnamese(unittest.TestCase):
    maxDiff = None

    def test_as_an_official_writes(self):
        found = []
        for entry in entries():
            text = NOT_WORDS.sub("x", entry["msgstr"])
            self.assertEqual(unicodedata.normalize("NFC", entry["msgstr"]), entry["msgstr"])
            found += ["%s: %s (%s)" % (entry["msgstr"], match.group(0), better) for wrong, better in OFFICIAL
                      for match in wrong.finditer(text)]
        self.assertEqual(found, [])

    def test_same_beginning_and_end(self):
        """A line break, a colon or an ellipsis at the end says what comes next, in both languages."""
        found = [entry["msgid"] for entry in entries() if entry["msgid"] and entry["msgstr"] and
                 (entry["msgid"].endswith(("\n", "…", ":", ": ")) or entry["msgstr"].endswith(("\n", "…", ":", ": ")))
                 and entry["msgid"][-1] != entry["msgstr"][-1]]
        self.assertEqual(found, [])

    def test_plurals(self):
        found = [entry["msgid"] for entry in entries() if "msgid_plural" not in entry
                 for match in PLURAL.finditer(entry["msgid"])
                 if match.group(1) not in VERBS and not any(part in entry["msgid"] for part in NEVER_ONE)]
        self.assertEqual(found, [])

    def test_mnemonics(self):
        found = [entry["msgid"] for entry in entries() if re.match(r"[^_%]*_[A-Za-z]", entry["msgid"]) and
                 " " not in entry["msgid"].split("_")[0] and len(re.findall("_[A-Za-z]", entry["msgstr"])) != 1]
        self.assertEqual(found, [])

    def test_beside_the_programs(self):
        """What the desktop shows of the program has Vietnamese beside its English."""
        desktop = next(BUILD.glob("data/*.desktop")).read_text(encoding="utf-8")
        for key in ("GenericName", "Comment", "Keywords"):
            self.assertRegex(desktop, r"(?m)^%s\[vi\]=.*%s" % (key, VIETNAMESE_LETTER.pattern))
        lang = "{http://www.w3.org/XML/1998/namespace}lang"
        metainfo = ElementTree.parse(next(BUILD.glob("data/*.metainfo.xml")))
        for tag in ("summary", "p", "li", "caption"):
            parents = [parent for parent in metainfo.iter() if parent.find(tag) is not None]
            for parent in parents:
                english = [node for node in parent.findall(tag) if node.get("translate") != "no" and lang not in node.attrib]
                translated = [node for node in parent.findall(tag) if node.get(lang) == "vi"]
                self.assertEqual(len(translated), len(english), (tag, [node.text for node in english]))
        mime = ElementTree.parse(SOURCE / "data/io.github.giaoban.GiaoBan.mime.xml")
        self.assertEqual([node.get(lang) for node in mime.iter() if node.tag.endswith("comment")], [None, "vi"])


if __name__ == "__main__":
    SOURCE, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1], verbosity=2)
