"""The product's built files, and what they are packed into."""

import io
import os
import stat
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """Two functions and the worker, static executables; `image` is what the worker is called as a container image."""

    launcher: Path
    processor: Path
    worker: Path
    image: str = "localhost/load-test-worker:bench"

    @staticmethod
    def built() -> "Package":
        folder = os.environ.get("LOADTESTER_AWS_PACKAGE")
        assert folder, "LOADTESTER_AWS_PACKAGE is not set: export the folder of the packaged functions and worker"
        root = Path(folder).resolve()
        package = Package(
            root / "EcsLoadTestLauncher/bootstrap", root / "LoadTestProcessor/bootstrap",
            root / "load-test-worker/load-test-worker",
        )
        for path in (package.launcher, package.processor, package.worker):
            assert os.access(path, os.X_OK), f"LOADTESTER_AWS_PACKAGE: {path} is not an executable file"
        return package


def function_zip(bootstrap: Path) -> bytes:
    """A Lambda deployment package of a custom runtime: `bootstrap` at its root, executable."""
    entry = zipfile.ZipInfo("bootstrap", (2020, 1, 1, 0, 0, 0))
    entry.external_attr = (stat.S_IFREG | 0o755) << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compresslevel=1) as archive:
        archive.writestr(entry, bootstrap.read_bytes())
    return buffer.getvalue()


def image_layer(executable: Path, archive: Path) -> None:
    """A root file system that holds nothing but the executable and a folder for temporary files."""
    with tarfile.open(archive, "w") as tar:
        entry = tarfile.TarInfo("load-test-worker")
        entry.mode, entry.size = 0o755, executable.stat().st_size
        with executable.open("rb") as file:
            tar.addfile(entry, file)
        folder = tarfile.TarInfo("tmp")
        folder.type, folder.mode = tarfile.DIRTYPE, 0o1777
        tar.addfile(folder)
