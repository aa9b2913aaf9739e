"""Reads every value of every file that is named in a list, and counts it. Run: pydicom_values.py <list>"""
import sys
from collections import Counter

import pydicom

counts = Counter()


def walk(dataset):
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                walk(item)
        elif element.tag != 0x7FE00010:
            counts[(element.tag, str(element.value))] += 1


for path in open(sys.argv[1]).read().split("\n"):
    if path:
        try:
            walk(pydicom.dcmread(path, stop_before_pixels=True))
        except Exception:
            counts["failed"] += 1
