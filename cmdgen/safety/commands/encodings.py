"""Programs that encode, compress or encrypt text, and those that turn it back."""

from __future__ import annotations

import base64
import bz2
import codecs
import lzma
import re
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmdgen.safety import places, redirection, wire
from cmdgen.safety.commands.reading import files_or_stdin, show_files
from cmdgen.safety.resolve import marks
from cmdgen.safety.resolve.marks import DECODED, OPAQUE, SECRET, SOME, UNKNOWN

if TYPE_CHECKING:
    from cmdgen.safety.call import Call


def _decoder(decode: Callable[[str], str]) -> Callable[[Call], str]:
    """Return a handler that decodes known text and marks everything else as opaque."""

    def handler(call: Call) -> str:
        read = files_or_stdin(call)
        if marks.is_known(read.replace(DECODED, "")):
            try:
                return DECODED + decode(read.replace(DECODED, ""))
            except ValueError:
                return OPAQUE
        return OPAQUE + read if SECRET in read else OPAQUE

    return handler


def _bytes_as_text(data: bytes) -> str:
    """Return bytes as text; what is no UTF-8 keeps one character per byte, so that a decompressor can go on."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _hexadecimal(text: str) -> str:
    digits = re.sub(r"[^0-9a-fA-F]", "", re.sub(r"(?m)^\s*[0-9a-f]+:", "", re.sub(r"\\x|0x", "", text)))
    return _bytes_as_text(bytes.fromhex(digits))


def _base64(text: str) -> str:
    return _bytes_as_text(base64.b64decode("".join(text.split()) + "=="))


def _base32(text: str) -> str:
    return base64.b32decode("".join(text.split())).decode("utf-8", "replace")


_decode_base64 = _decoder(_base64)
_decode_base32 = _decoder(_base32)
_decode_hex = _decoder(_hexadecimal)
_decode_opaque = _decoder(lambda _: OPAQUE)


def base64_program(call: Call) -> str:
    """Follow base64 and base32: decoding gives text, encoding keeps what it holds."""
    if call.parsed.has("-d", "-D", "--decode"):
        return _decode_base32(call) if call.name == "base32" else _decode_base64(call)
    read = show_files(call)
    if marks.is_known(read) and call.name == "base64":
        return base64.b64encode(read.encode("utf-8", "surrogateescape")).decode() + "\n"
    return read


def xxd(call: Call) -> str:
    """Follow xxd: `-r` turns hexadecimal text back into bytes."""
    if any("r" in name for name, _, _ in call.parsed.options if not name.startswith("--")):
        return _decode_hex(call)
    return show_files(call)


_PUBLIC_PARTS: Final = (["x509"], ["crl"], ["req"], ["verify"], ["ocsp"], ["storeutl"])
"""Commands of openssl that show certificates and requests, which are public."""


def openssl(call: Call) -> str:
    """Follow openssl: decoding and decrypting give text that cannot be read here."""
    operands = [arg.text for arg in call.parsed.operands]
    texts = call.texts
    source = next((texts[i + 1] for i, t in enumerate(texts[:-1]) if t == "-in"), None)
    if operands[:1] == ["s_client"]:
        if marks.SHELL in call.stdin:
            call.flag("remote.shell", "its input")
        else:
            wire.sent(call.analysis, call.stdin, call.span, "its input")
        return marks.SOCKET
    if source and places.is_secret(source, call.state.cwd) and operands[:1] not in _PUBLIC_PARTS:
        call.flag("secrets.show", source)
    if "-d" in texts:
        if operands[:1] == ["base64"] or (
            ("-base64" in texts or "-a" in texts) and not any("aes" in t or "-pass" in t for t in texts)
        ):
            read = redirection.file_content(source, call.state) if source else call.stdin
            if marks.is_known(read):
                try:
                    return DECODED + _base64(read)
                except ValueError:
                    return OPAQUE
        return OPAQUE
    return redirection.file_content(source, call.state) if source else (call.stdin or UNKNOWN)


def decompress(call: Call) -> str:
    """Follow gzip and its like: compressed known content is opaque, tainted content stays tainted."""
    operands = [arg.text for arg in call.parsed.operands]
    read = files_or_stdin(call, operands)
    unpacks = call.parsed.has("-d", "--decompress", "--uncompress") or call.name.startswith(
        ("un", "gunzip", "zcat", "gzcat", "bzcat", "xzcat", "bunzip", "zstdcat")
    )
    if not unpacks:
        for arg in call.parsed.operands:
            if places.is_secret(arg.text, call.state.cwd):
                call.flag("secrets.show", arg.text, span=arg.span)
        return read
    if not operands and marks.is_known(read.replace(DECODED, "")) and read:
        return DECODED + _inflated(read.replace(DECODED, ""))
    if not operands and any(mark in read for mark in (marks.NETWORK, marks.SOCKET, OPAQUE, SECRET)):
        return read
    return OPAQUE if call.parsed.has("-c", "--stdout") or call.name.endswith("cat") or not operands else ""


_MAX_INFLATED: Final = 100_000
"""Bytes of decompressed text that are followed: a small input may expand without end."""
_DECOMPRESSORS: Final[tuple[Callable[[bytes], bytes], ...]] = (
    lambda data: zlib.decompressobj(47).decompress(data, _MAX_INFLATED),
    lambda data: bz2.BZ2Decompressor().decompress(data, _MAX_INFLATED),
    lambda data: lzma.LZMADecompressor().decompress(data, _MAX_INFLATED),
)


def _inflated(text: str) -> str:
    """Return known compressed text decompressed, bounded; otherwise what it is: unreadable."""
    try:
        data = text.encode("latin-1")
        for decompress_bounded in _DECOMPRESSORS:
            try:
                return decompress_bounded(data).decode("utf-8")
            except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
                continue
    except UnicodeError:
        pass
    return OPAQUE


def rot13(call: Call) -> str:
    """Return what rot13 prints."""
    return DECODED + codecs.encode(call.stdin, "rot13") if marks.is_known(call.stdin) else OPAQUE


def gpg(call: Call) -> str:
    """Follow gpg: decrypting gives text that cannot be read here, exporting a private key gives a secret."""
    if call.parsed.has("-d", "--decrypt") or (call.name == "age" and call.parsed.has("-d")):
        return OPAQUE
    if call.parsed.has_exactly("--export-secret-keys", "--export-secret-subkeys", "--export-secret-key"):
        call.flag("secrets.show", "a private key")
        return SECRET
    # What is encrypted may leave the machine.
    return SOME


HANDLERS: Final = {
    "base64": base64_program, "base32": base64_program, "xxd": xxd, "openssl": openssl, "rot13": rot13,
    **dict.fromkeys(("gzip", "gunzip", "zcat", "gzcat", "bzip2", "bunzip2", "bzcat", "xz", "unxz", "xzcat", "zstd", "unzstd", "zstdcat", "lz4", "brotli", "compress"), decompress),
    **dict.fromkeys(("uudecode", "uncompress"), _decode_opaque),
    **dict.fromkeys(("gpg", "gpg2", "age"), gpg),
}  # fmt: skip
