# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""The files that written_files.cpp writes are what others read: python3 tests/project/written_files.py <program>

Python's own json, zipfile and ast read them here, and numpy does where it is installed.
"""
import ast
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile

try:
    import numpy
except ImportError:
    numpy = None

LETTERS = {"BOOL": "|b1", "I8": "|i1", "I16": "<i2", "I32": "<i4", "I64": "<i8", "U8": "|u1", "U16": "<u2", "U32": "<u4", "U64": "<u8",
           "F16": "<f2", "F32": "<f4", "F64": "<f8"}
SIZES = {"BF16": 2, **{name: int(letters[2]) for name, letters in LETTERS.items()}}


def expected(name):
    """The dtype, shape and bytes of an array of the program's."""
    if name == "scalar":
        return "F32", (), struct.pack("<f", 2.5)
    if name == "none":
        return "F32", (0, 3), b""
    return name, (2, 3), bytes([1, 0, 1, 1, 0, 0]) if name == "BOOL" else bytes(range(1, 6 * SIZES[name] + 1))


def check_npy(name, data):
    dtype, shape, content = expected(name)
    assert data[:8] == b"\x93NUMPY\1\0", name
    length = struct.unpack("<H", data[8:10])[0]
    assert (10 + length) % 64 == 0 and data[9 + length:10 + length] == b"\n", name
    header = ast.literal_eval(data[10:10 + length].decode())
    assert header == {"descr": LETTERS[dtype], "fortran_order": False, "shape": shape}, header
    assert data[10 + length:] == content, name


def check_numpy(name, array):
    dtype, shape, content = expected(name)
    assert array.dtype == numpy.dtype(LETTERS[dtype]) and array.shape == shape and array.tobytes() == content, name


def main():
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run([sys.argv[1], directory], check=True)
        root = pathlib.Path(directory)
        names = {"scalar", "none", *LETTERS}
        assert {p.stem for p in root.glob("*.npy")} == names
        for path in root.glob("*.npy"):
            check_npy(path.stem, path.read_bytes())
            if numpy:
                check_numpy(path.stem, numpy.load(path, allow_pickle=False))
        for path, method in ((root / "stored.npz", zipfile.ZIP_STORED), (root / "deflated.npz", zipfile.ZIP_DEFLATED)):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
                assert {i.filename for i in archive.infolist()} == {f"{name}.npy" for name in names}
                for info in archive.infolist():
                    assert info.compress_type == method, info
                    check_npy(info.filename[:-4], archive.read(info))
            if numpy:
                with numpy.load(path, allow_pickle=False) as archive:
                    assert set(archive.files) == names
                    for name in names:
                        check_numpy(name, archive[name])
        data = (root / "all.safetensors").read_bytes()
        length = struct.unpack("<Q", data[:8])[0]
        assert (8 + length) % 64 == 0
        header = json.loads(data[8:8 + length])
        metadata = header.pop("__metadata__")
        assert metadata.pop("by") == "\"tenon\"\n"
        assert metadata == {f"tenon.axes:{name}": "seq embed" for name in SIZES}, metadata
        assert set(header) == names | {"BF16"}
        reached = 0
        for name, about in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
            dtype, shape, content = expected(name)
            begin, end = about["data_offsets"]
            assert begin == reached and begin % SIZES[dtype] == 0, name
            reached = end
            assert about["dtype"] == dtype and tuple(about["shape"]) == shape, about
            assert data[8 + length + begin:8 + length + end] == content, name
        assert 8 + length + reached == len(data)
        print(f"{2 * len(names) + len(names) + len(names) + 1} arrays are what Python reads" +
              ("" if numpy else "; numpy is not installed, and was not asked"))


if __name__ == "__main__":
    main()
