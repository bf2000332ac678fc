# SPDX-License-Identifier: GPL-3.0-or-later
"""Bundles after data/api/bundle.md, written down a second time, with nothing of ours but libsodium."""

import base64
import ctypes
import ctypes.util
import gzip
import hashlib
import json
import secrets
import uuid

FORMAT = "giaoban-bundle/1"
CHUNK = 65536
PUSH_FINAL, PUSH_MESSAGE, EXTRA = 3, 0, 17

sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
assert sodium.sodium_init() >= 0


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def raw(data):
    return base64.urlsafe_b64decode(data + "=" * (-len(data) % 4))


class Keys:
    """Two pairs of keys; secret is what a program keeps: an Ed25519 seed and an X25519 secret key."""

    def __init__(self, secret=None):
        self.secret = secret or secrets.token_bytes(64)
        self.ed25519, self.sign_secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
        self.x25519 = ctypes.create_string_buffer(32)
        sodium.crypto_sign_seed_keypair(self.ed25519, self.sign_secret, self.secret[:32])
        sodium.crypto_scalarmult_base(self.x25519, self.secret[32:])
        self.ed25519, self.x25519 = self.ed25519.raw, self.x25519.raw

    def enrolment(self, **members):
        return {"name": "Máy của Chủ tịch", "ed25519": text(self.ed25519), "x25519": text(self.x25519), **members}

    def sign(self, data):
        signature = ctypes.create_string_buffer(64)
        sodium.crypto_sign_detached(signature, None, data, ctypes.c_ulonglong(len(data)), self.sign_secret)
        return signature.raw

    def open(self, sealed):
        plain = ctypes.create_string_buffer(len(sealed) - 48)
        assert sodium.crypto_box_seal_open(plain, sealed, ctypes.c_ulonglong(len(sealed)), self.x25519,
                                           self.secret[32:]) == 0, "sealed for another"
        return plain.raw


def is_signed(ed25519, data, signature):
    return sodium.crypto_sign_verify_detached(signature, data, ctypes.c_ulonglong(len(data)), ed25519) == 0


def split(data):
    """The header, what the signature is over, the signature, the sealed contents."""
    form, line, signature, contents = data.split(b"\n", 3)
    assert form.decode() == FORMAT
    header = json.loads(line)
    assert len(contents) == header["bytes"], "cut short"
    signed = b"giaoban bundle\n" + header["recipient"].encode() + b"\n" + line + b"\n" + hashlib.sha512(contents).digest()
    return header, signed, raw(signature.decode()), contents


def read(data, signer, recipient):
    """The header and the lines of a bundle; signer is a public key, recipient are Keys."""
    header, signed, signature, contents = split(data)
    assert is_signed(signer, signed, signature), "not as it was signed"
    state = ctypes.create_string_buffer(sodium.crypto_secretstream_xchacha20poly1305_statebytes())
    assert sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, raw(header["stream"]),
                                                                  recipient.open(raw(header["key"]))) == 0
    packed, tag = b"", ctypes.c_ubyte()
    for start in range(0, len(contents), CHUNK + EXTRA):
        chunk = contents[start:start + CHUNK + EXTRA]
        plain = ctypes.create_string_buffer(len(chunk) - EXTRA + 1)
        assert sodium.crypto_secretstream_xchacha20poly1305_pull(
            state, plain, None, ctypes.byref(tag), chunk, ctypes.c_ulonglong(len(chunk)), None, ctypes.c_ulonglong(0)) == 0
        packed += plain.raw[:-1]
        assert (tag.value == PUSH_FINAL) == (start + len(chunk) == len(contents))
    return header, gzip.decompress(packed).decode().splitlines()


def write(lines, signer, recipient, **members):
    """A bundle of these lines; signer are Keys, recipient is a public key, members those of the header."""
    packed = gzip.compress("".join(line + "\n" for line in lines).encode())
    key, stream = secrets.token_bytes(32), ctypes.create_string_buffer(24)
    state = ctypes.create_string_buffer(sodium.crypto_secretstream_xchacha20poly1305_statebytes())
    sodium.crypto_secretstream_xchacha20poly1305_init_push(state, stream, key)
    contents = b""
    for start in range(0, len(packed) + 1, CHUNK):
        part = packed[start:start + CHUNK]
        sealed = ctypes.create_string_buffer(len(part) + EXTRA)
        sodium.crypto_secretstream_xchacha20poly1305_push(
            state, sealed, None, part, ctypes.c_ulonglong(len(part)), None, ctypes.c_ulonglong(0),
            ctypes.c_ubyte(PUSH_FINAL if start + CHUNK > len(packed) else PUSH_MESSAGE))
        contents += sealed.raw
    sealed_key = ctypes.create_string_buffer(80)
    assert sodium.crypto_box_seal(sealed_key, key, ctypes.c_ulonglong(32), recipient) == 0
    header = {"bundle": FORMAT, "id": str(uuid.uuid4()), "groups": [], "actions": 0, "recipient": text(recipient),
              "signer": text(signer.ed25519), "key": text(sealed_key.raw), "stream": text(stream.raw),
              "encoding": "gzip", "bytes": len(contents), **members}
    line = json.dumps(header, ensure_ascii=False).encode()
    signed = b"giaoban bundle\n" + header["recipient"].encode() + b"\n" + line + b"\n" + hashlib.sha512(contents).digest()
    return FORMAT.encode() + b"\n" + line + b"\n" + text(signer.sign(signed)).encode() + b"\n" + contents
