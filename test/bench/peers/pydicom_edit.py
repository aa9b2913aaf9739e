"""Reads and saves every file of a folder with two edits: pydicom_edit.py FOLDER OUT."""

import os
import sys

import pydicom

source, out = sys.argv[1:3]
number = 0
for folder, _folders, names in sorted(os.walk(source)):
    for name in sorted(names):
        number += 1
        try:
            dataset = pydicom.dcmread(os.path.join(folder, name), force=True)
            dataset.PatientName = "X"
            dataset.PatientID = "X"
            dataset.save_as(os.path.join(out, f"{number}.dcm"))
        except Exception:
            pass
