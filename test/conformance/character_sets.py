"""What Python's codecs and pydicom make of text in each Specific Character Set.

usage: character_sets.py FOLDER OUT
Builds one file for each case in FOLDER, with text encoded by Python's codecs and escape sequences as PS3.5 6.1.2.5 has
them, reads it with pydicom, and writes to OUT one JSON object:
  {"cases": [{"terms", "file", "texts", "pydicom"}], "single": {ISO-IR: [96 characters or null]}, "double": {ISO-IR: {"hhhh": character}}}
"texts" is what was encoded, "pydicom" what pydicom reads: Patient's Name, ID, Other IDs, Comments.
"""
import json
import os
import struct
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")

ONE = {
    "ISO_IR 100": ("iso8859_1", "Buc^Jérôme"),
    "ISO_IR 101": ("iso8859_2", "Dvořák^Łukasz"),
    "ISO_IR 109": ("iso8859_3", "Ħal^Għargħur"),
    "ISO_IR 110": ("iso8859_4", "Ķēniņš^Gņēģe"),
    "ISO_IR 144": ("iso8859_5", "Люкceмбypг"),
    "ISO_IR 127": ("iso8859_6", "قباني^لنزار"),
    "ISO_IR 126": ("iso8859_7", "Διονυσιος"),
    "ISO_IR 138": ("iso8859_8", "שרון^דבורה"),
    "ISO_IR 148": ("iso8859_9", "Çavuşoğlu^İsmail"),
    "ISO_IR 13": ("shift_jis", "ﾔﾏﾀﾞ^ﾀﾛｳ"),
    "ISO_IR 166": ("iso8859_11", "นามสกุล^ชื่อ"),
    "ISO_IR 203": ("iso8859_15", "Œuvré^€Šž"),
    "ISO_IR 192": ("utf_8", "Wang^XiaoDong=王^小东=𠮷田"),
    "GB18030": ("gb18030", "Wang^XiaoDong=王^小东=𠮷田€"),
    "GBK": ("gbk", "Wang^XiaoDong=王^小东"),
}

# ISO-IR number: escape sequence, and the bytes of a text in its set.
CODES = {
    "100": (b"\x1b-A", lambda text: text.encode("iso8859_1")),
    "101": (b"\x1b-B", lambda text: text.encode("iso8859_2")),
    "109": (b"\x1b-C", lambda text: text.encode("iso8859_3")),
    "110": (b"\x1b-D", lambda text: text.encode("iso8859_4")),
    "144": (b"\x1b-L", lambda text: text.encode("iso8859_5")),
    "127": (b"\x1b-G", lambda text: text.encode("iso8859_6")),
    "126": (b"\x1b-F", lambda text: text.encode("iso8859_7")),
    "138": (b"\x1b-H", lambda text: text.encode("iso8859_8")),
    "148": (b"\x1b-M", lambda text: text.encode("iso8859_9")),
    "166": (b"\x1b-T", lambda text: text.encode("iso8859_11")),
    "203": (b"\x1b-b", lambda text: text.encode("iso8859_15")),
    "13": (b"\x1b)I", lambda text: text.encode("shift_jis")),
    "149": (b"\x1b$)C", lambda text: text.encode("euc_kr")),
    "58": (b"\x1b$)A", lambda text: text.encode("gb2312")),
    "87": (b"\x1b$B", lambda text: bytes(byte & 0x7F for byte in text.encode("euc_jp")) + b"\x1b(B"),
    "159": (b"\x1b$(D", lambda text: bytes(b & 0x7F for b in text.encode("euc_jp") if b != 0x8F) + b"\x1b(B"),
}

# The terms, and a name as groups of components: each component is text in one set, none for ASCII and the initial set.
SEVERAL = [
    (["", "ISO 2022 IR 87"], [[("", "Yamada"), ("", "Tarou")], [("87", "山田"), ("87", "太郎")], [("87", "やまだ"), ("87", "たろう")]]),
    (["ISO 2022 IR 13", "ISO 2022 IR 87"], [[("=13", "ﾔﾏﾀﾞ"), ("=13", "ﾀﾛｳ")], [("87", "山田"), ("87", "太郎")], [("87", "やまだ")]]),
    (["", "ISO 2022 IR 159"], [[("", "Yamada")], [("159", "丂两"), ("159", "侄")]]),
    (["", "ISO 2022 IR 87", "ISO 2022 IR 159"], [[("", "Yamada")], [("87", "山田"), ("159", "丂两")], [("87", "やまだ")]]),
    (["", "ISO 2022 IR 149"], [[("", "Hong"), ("", "Gildong")], [("149", "洪"), ("149", "吉洞")], [("149", "홍"), ("149", "길동")]]),
    (["", "ISO 2022 IR 58"], [[("", "Zhang"), ("", "XiaoDong")], [("58", "张"), ("58", "小东")]]),
    (["ISO 2022 IR 6", "ISO 2022 IR 100", "ISO 2022 IR 144"], [[("", "Dionysios")], [("144", "Люкc")], [("100", "Jérôme")]]),
    (["ISO 2022 IR 100", "ISO 2022 IR 126"], [[("=100", "Jérôme")], [("126", "Διονυσιος")]]),
    (["ISO 2022 IR 100", "ISO 2022 IR 101", "ISO 2022 IR 148"], [[("=100", "Jérôme")], [("101", "Dvořák")], [("148", "İsmail")]]),
    (["ISO 2022 IR 100", "ISO 2022 IR 127", "ISO 2022 IR 138"], [[("=100", "Jérôme")], [("127", "قباني")], [("138", "שרון")]]),
    (["ISO 2022 IR 100", "ISO 2022 IR 109", "ISO 2022 IR 110"], [[("=100", "Jérôme")], [("109", "Għ")], [("110", "Ķēniņš")]]),
    (["ISO 2022 IR 6", "ISO 2022 IR 166", "ISO 2022 IR 149"], [[("", "Name")], [("166", "นามสกุล")], [("149", "홍길동")]]),
    (["ISO 2022 IR 101"], [[("=101", "Dvořák"), ("=101", "Łukasz")]]),
    (["ISO 2022 IR 203", "ISO 2022 IR 144"], [[("=203", "Œuvré")], [("144", "Люкc")]]),
]


SINGLE = {
    "100": "iso8859_1", "101": "iso8859_2", "109": "iso8859_3", "110": "iso8859_4", "126": "iso8859_7", "127": "iso8859_6",
    "138": "iso8859_8", "144": "iso8859_5", "148": "iso8859_9", "166": "iso8859_11", "203": "iso8859_15", "13": "shift_jis",
}


def character(code, codec):
    try:
        text = code.decode(codec)
    except UnicodeDecodeError:
        return None
    return text if len(text) == 1 else None


DOUBLE = {
    "58": lambda a, b: (bytes([a | 0x80, b | 0x80]), "gb2312"),
    "87": lambda a, b: (bytes([a | 0x80, b | 0x80]), "euc_jp"),
    "149": lambda a, b: (bytes([a | 0x80, b | 0x80]), "euc_kr"),
    "159": lambda a, b: (bytes([0x8F, a | 0x80, b | 0x80]), "euc_jp"),
}


def double(codes):
    table = {}
    for a in range(0x21, 0x7F):
        for b in range(0x21, 0x7F):
            found = character(*codes(a, b))
            if found is not None:
                table["%02x%02x" % (a, b)] = found
    return table


def encoded(component):
    """`=13`: the set stands there from the beginning and needs no escape sequence."""
    ir, text = component
    if ir == "":
        return text.encode("ascii")
    escape, encode = CODES[ir.lstrip("=")]
    return encode(text) if ir.startswith("=") else escape + encode(text)


def element(tag, vr, value):
    if len(value) % 2 == 1:
        value += b" "
    return struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr, len(value)) + value


def build(path, terms, name, plain, line):
    meta = element(0x00020010, b"UI", b"1.2.840.10008.1.2.1\0")
    with open(path, "wb") as out:
        out.write(b"\0" * 128 + b"DICM" + element(0x00020000, b"UL", struct.pack("<L", len(meta))) + meta)
        out.write(element(0x00080005, b"CS", "\\".join(terms).encode("ascii")))
        out.write(element(0x00100010, b"PN", name))
        out.write(element(0x00100020, b"LO", plain))
        out.write(element(0x00101000, b"LO", plain + b"\\A\\" + plain))
        out.write(element(0x00104000, b"LT", plain + b"\r\n" + line))
    read = pydicom.dcmread(path)
    return [str(read.PatientName), read.PatientID, "\\".join(read.OtherPatientIDs), read.PatientComments]


def main():
    folder, out = sys.argv[1], sys.argv[2]
    cases = []

    def add(terms, name, plain, texts):
        path = os.path.join(folder, "%d.dcm" % len(cases))
        name_text, plain_text = texts
        expected = [name_text, plain_text, plain_text + "\\A\\" + plain_text, plain_text + "\r\n" + plain_text]
        cases.append({"terms": terms, "file": path, "texts": expected, "pydicom": build(path, terms, name, plain, plain)})

    for term, (codec, name) in ONE.items():
        plain = name.replace("^", " ").replace("=", ", ")
        add([term], name.encode(codec), plain.encode(codec), (name, plain))
    for terms, groups in SEVERAL:
        name = b"=".join(b"^".join(encoded(component) for component in group) for group in groups)
        name_text = "=".join("^".join(text for _, text in group) for group in groups)
        # Not a name: `^` and `=` delimit nothing there, so that every part says its set again, the initial one too.
        parts = [component for group in groups for component in group]
        plain = b", ".join(encoded((ir.lstrip("="), text)) for ir, text in parts)
        add(terms, name, plain, (name_text, ", ".join(text for _, text in parts)))
    single = {ir: [character(bytes([b]), codec) for b in range(0xA0, 0x100)] for ir, codec in SINGLE.items()}
    with open(out, "w", encoding="utf-8") as results:
        json.dump({"cases": cases, "single": single, "double": {ir: double(f) for ir, f in DOUBLE.items()}}, results)


main()
