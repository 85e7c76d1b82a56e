"""Packed files, opened only after their members were counted and unpacked once with a limit: no bomb gets further."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from portfolio.domain.errors import Refused
from portfolio.imports.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, SMALL

_BLOCK = 2**20


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, every member of which has been unpacked once within the limits; Refused otherwise."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        _check_size(archive)
        _check_truth(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Refused(
            "The file is damaged: it begins like a workbook or zip archive but cannot be unpacked. "
            "Save it again, or send it again."
        ) from error
    except RuntimeError as error:  # how zipfile says that a password is needed
        raise Refused("The file is protected by a password. Remove the password and upload it again.") from error
    return archive


def _check_size(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise Refused(f"The archive holds {len(members):,} files; at most {MAX_MEMBERS:,} are read.")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED:
        raise Refused(f"The file unpacks to {total / 2**20:,.0f} MB; at most {MAX_UNPACKED // 2**20} MB are read.")
    if any(m.file_size > SMALL and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members):
        raise Refused("The file unpacks to several hundred times its size, as no honest table does. It was not opened.")


def _check_truth(archive: zipfile.ZipFile) -> None:
    """Unpack everything once: a member that is damaged or lies about its size is found before a reader trusts it."""
    for member in archive.infolist():
        with archive.open(member) as packed:
            while packed.read(_BLOCK):
                pass


def is_encrypted_ods(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument file says that its parts are encrypted."""
    name = "META-INF/manifest.xml"
    return name in archive.namelist() and b"encryption-data" in archive.read(name)


def table_members(archive: zipfile.ZipFile) -> list[str]:
    """The CSV, TSV and text files of an archive, without what operating systems add, in order of their names."""
    names = [m.filename for m in archive.infolist() if not m.is_dir()]
    paths = [(PurePosixPath(name), name) for name in names]
    return sorted(
        name
        for path, name in paths
        if path.suffix.lower() in (".csv", ".tsv", ".txt")
        and not path.name.startswith(".")
        and "__MACOSX" not in path.parts
        and path.stem.lower() not in ("readme", "read me")
    )
