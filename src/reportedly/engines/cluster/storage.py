"""Where a cluster run keeps its files: a folder, or a prefix in an object store.

Invariant: a file appears whole or not at all under its name, so that a worker that is killed while
it writes leaves nothing that a reader could take for a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import BadLedger, MissingLibrary
from reportedly.store.disk import whole

if TYPE_CHECKING:
    from pyarrow.fs import FileInfo, FileSystem

REMOTE = "://"


@dataclass(frozen=True, slots=True, eq=False)
class Storage:
    """A folder or prefix and how it is reached. Names below it use "/"."""

    address: str  # as given
    files: FileSystem
    root: str  # as `files` names it

    @property
    def local(self) -> bool:
        """Whether it is a folder that this machine's own calls reach."""
        return REMOTE not in self.address

    def path(self, name: str) -> str:
        """Return the path of a name below the root."""
        return f"{self.root}/{name}" if name else self.root

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes; None when there is no such file."""
        try:
            with self.files.open_input_stream(self.path(name)) as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file, over an earlier one."""
        with self.writing(name) as out:
            out.write(data)

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Yield a stream whose bytes become the file `name` when the block ends well."""
        if not self.local:
            with self.files.open_output_stream(self.path(name)) as stream:
                yield stream
            return
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole(target) as out:
            yield out

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, sorted; none when there is no such folder."""
        return [info.base_name for info in self.infos(folder, deep=False)]

    def infos(self, folder: str, *, deep: bool) -> list[FileInfo]:
        """Return what is known of the files in a folder, or `deep` below it, sorted by path."""
        from pyarrow.fs import FileSelector, FileType

        chosen = FileSelector(self.path(folder), allow_not_found=True, recursive=deep)
        found = self.files.get_file_info(chosen)
        files = [i for i in found if i.type == FileType.File and not i.base_name.startswith(".")]
        return sorted(files, key=lambda info: str(info.path))

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(FileNotFoundError):
            self.files.delete_file(self.path(name))

    def clear(self, folder: str) -> None:
        """Remove a folder and what it holds, if it is there."""
        self.files.delete_dir_contents(self.path(folder), missing_dir_ok=True)


def storage_of(address: str) -> Storage:
    """Return the storage at a path or at an address such as `s3://bucket/prefix`.

    Raises:
        MissingLibrary: pyarrow is not installed.
        BadLedger: the address names no storage that can be reached.
    """
    try:
        from pyarrow.fs import FileSystem, LocalFileSystem
    except ImportError as err:
        raise MissingLibrary("pyarrow", extra="cluster", purpose="a cluster run") from err
    if REMOTE not in address:
        return Storage(address, LocalFileSystem(), Path(address).absolute().as_posix())
    try:
        files, root = FileSystem.from_uri(address)
    except (ValueError, OSError) as err:
        raise BadLedger(f"{address}: expected a folder or s3://bucket/prefix; {err}") from err
    return Storage(address, files, root.rstrip("/"))
