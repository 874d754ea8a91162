"""unpack-wheel.py WHEEL FOLDER PATTERN...: unpacks the members whose names match, keeping the executable bit."""

import fnmatch
import os
import shutil
import sys
import zipfile

wheel, folder, patterns = sys.argv[1], sys.argv[2], sys.argv[3:]
count = 0
with zipfile.ZipFile(wheel) as archive:
    for member in archive.infolist():
        if member.is_dir() or not any(fnmatch.fnmatchcase(member.filename, p) for p in patterns):
            continue
        target = os.path.join(folder, member.filename)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(member) as source, open(target, "wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
        os.chmod(target, 0o755 if member.external_attr >> 16 & 0o111 else 0o644)
        count += 1
if count == 0:
    sys.exit(f"nothing in {os.path.basename(wheel)} matches {' '.join(patterns)}")
