"""Every element of every file that pydicom reads, as it stands in the file.

usage: pydicom_tree.py FILES OUT
FILES holds one path a line. One JSON object a line is written to OUT:
  {"file", "elements": [[path, vr, length, digest], ...]} or {"file", "error"}
A path is tags and item numbers, "00400275[0]00080050". Values are never converted: the digest (sha1, 16 digits) is of
the raw bytes, null where pydicom keeps none (Sequences, elements it has already converted).
"""
import hashlib
import json
import sys
import warnings

import pydicom
from pydicom.dataelem import RawDataElement

warnings.simplefilter("ignore")


def digest(value):
    return hashlib.sha1(value).hexdigest()[:16]


def walk(ds, prefix, out):
    for tag in sorted(ds._dict.keys()):
        raw = ds.get_item(tag)
        length, value = None, None
        if isinstance(raw, RawDataElement):
            length = raw.length
            value = digest(raw.value or b"")
            vr = raw.VR
        else:
            vr = raw.VR
        path = prefix + "%04x%04x" % (tag.group, tag.elem)
        try:
            element = ds[tag]
        except Exception as error:  # the value cannot be converted: it is still an element
            out.append([path, vr, length, value])
            continue
        if element.VR == "SQ":
            out.append([path, "SQ", length, None])
            for number, item in enumerate(element.value or []):
                walk(item, "%s[%d]" % (path, number), out)
        else:
            out.append([path, element.VR, length, value])


def read(path):
    ds = pydicom.dcmread(path)
    out = []
    meta = getattr(ds, "file_meta", None)
    if meta is not None:
        walk(meta, "", out)
    walk(ds, "", out)
    return out


def main():
    with open(sys.argv[1], encoding="utf-8") as names, open(sys.argv[2], "w", encoding="utf-8") as results:
        for line in names:
            path = line.rstrip("\n")
            try:
                try:
                    elements = read(path)
                except pydicom.errors.InvalidDicomError:
                    elements = None
                if elements is None:
                    ds_force = pydicom.dcmread(path, force=True)
                    elements = []
                    if getattr(ds_force, "file_meta", None) is not None:
                        walk(ds_force.file_meta, "", elements)
                    walk(ds_force, "", elements)
                results.write(json.dumps({"file": path, "elements": elements}) + "\n")
            except Exception as error:
                results.write(json.dumps({"file": path, "error": type(error).__name__}) + "\n")


main()
