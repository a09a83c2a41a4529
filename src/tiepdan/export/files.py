"""Ghi tệp — all the files of an export, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ..arguments import checked
from ..errors import InvalidValue, shown


@checked
def write_all(folder: str | Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write the files into the folder, which is made if need be; each appears whole, and none if one cannot be written.

    Raises:
        InvalidValue: the folder cannot be made or written to, there is a folder where a file is to be, or a name is
            that of a place and not of a file in the folder.
    """
    target = Path(folder)
    if places := [shown(name) for name in files if name in ("", ".", "..") or "\\" in name or Path(name).name != name]:
        raise InvalidValue(f"{', '.join(places)} is no name of a file in the folder; write it without folders")
    if taken := [str(target / name) for name in files if (target / name).is_dir()]:
        raise InvalidValue(f"there is a folder where a file is to be written: {', '.join(taken)}; move it away")
    try:
        target.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target, prefix=".tiepdan-") as staging:
            for name, content in files.items():
                (Path(staging) / name).write_bytes(content)
            for name in files:
                (Path(staging) / name).replace(target / name)
    except OSError as error:
        raise InvalidValue(f"{target} cannot be written to: {error.strerror}") from None
    return [target / name for name in files]
