"""To which Private Creator pydicom attributes every private element of every file.

usage: private_creators.py FILES OUT
FILES holds one path a line. One JSON object a line is written to OUT:
  {"file", "elements": [[path, creator], ...]} or {"file", "error"}
A path is tags and item numbers, "00400275[0]00091001"; the creator is what pydicom keeps as DataElement.private_creator,
or the value of the creator element of its block; null where it attributes the element to none.
"""
import json
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")


def as_text(creator):
    if creator is None:
        return None
    if isinstance(creator, bytes):
        return creator.decode("latin-1")
    if isinstance(creator, str):
        return creator
    return "\\".join(as_text(part) for part in creator)


def attributed(ds, tag):
    """As pydicom does when it looks up the VR of a private element, or sets private_creator of one (PS3.5 7.8.1)."""
    creator = ds.get((tag.group, tag.elem >> 8))
    return None if creator is None else as_text(creator.value)


def walk(ds, prefix, out):
    for tag in sorted(ds._dict.keys()):
        path = prefix + "%04x%04x" % (tag.group, tag.elem)
        in_block = tag.is_private and tag.elem >= 0x1000
        try:
            element = ds[tag]
        except Exception:  # the value cannot be converted: it is still an element of its block
            if in_block:
                out.append([path, attributed(ds, tag)])
            continue
        if in_block:
            # What is a Sequence as it is read never gets its private_creator set.
            kept = as_text(element.private_creator)
            out.append([path, attributed(ds, tag) if kept is None else kept])
        if element.VR == "SQ":
            for number, item in enumerate(element.value or []):
                walk(item, "%s[%d]" % (path, number), out)


def main():
    with open(sys.argv[1], encoding="utf-8") as names, open(sys.argv[2], "w", encoding="utf-8") as results:
        for line in names:
            path = line.rstrip("\n")
            try:
                out = []
                walk(pydicom.dcmread(path, force=True), "", out)
                results.write(json.dumps({"file": path, "elements": out}) + "\n")
            except Exception as error:
                results.write(json.dumps({"file": path, "error": type(error).__name__}) + "\n")


main()
