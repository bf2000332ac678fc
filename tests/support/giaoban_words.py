# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what the program says is in the other language: what neither the catalogue nor the data has in this one."""

import gettext
import os
import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+")
# Words that follow each other with nothing but a space between them
RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
MARKUP = re.compile(r"<[^>]*>|%[0-9$l.]*[a-zA-Z]|https?://\S*|(?<!\S)/\S+")
# How the names of units begin, which the data keeps without
UNITS = ("phường", "xã", "trấn", "huyện", "phố")
PLAIN = re.compile(r"[a-z]{3,}")


def catalogue(language):
    """[(text of the sources, what is said for it)]"""
    known = gettext.translation("giaoban", os.environ["GIAOBAN_LOCALEDIR"], languages=[language])
    return [(key if isinstance(key, str) else key[0], text) for key, text in known._catalog.items() if key]


def clean(text):
    return MARKUP.sub(".", text.replace("_", ""))


def words_of(text):
    return {word.lower() for word in WORD.findall(clean(text))}


def is_marked(word):
    """Whether it has what only Vietnamese writes."""
    return "đ" in word or any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", word))


def pairs_of(text):
    """Words of Vietnamese, each with the one before it."""
    for run in RUN.findall(clean(text)):
        found = run.lower().split(" ")
        yield from (pair for pair in zip(["", *found], found) if is_marked(pair[1]))


class English:
    """Words of the sources that no translation has."""

    def __init__(self, data):
        known = words_of(data)
        sources = set()
        for source, text in catalogue("vi"):
            sources |= words_of(source)
            known |= words_of(text)
        self.words = {word for word in sources - known if PLAIN.fullmatch(word)}

    def is_in(self, text):
        return bool(words_of(text) & self.words)


class Vietnamese:
    """Words that the data does not have, or not after each other."""

    def __init__(self, data):
        self.known = set(pairs_of(data)) | {pair for source, _ in catalogue("vi") for pair in pairs_of(source)}
        self.known |= {("", word) for _, word in self.known}

    def is_in(self, text):
        # after a word of English, or what kind of unit it is, each of the data's words may come
        return any(pair not in self.known and ((is_marked(pair[0]) and pair[0] not in UNITS) or ("", pair[1]) not in self.known)
                   for pair in pairs_of(text))
