"""What is in the image, as skopeo, umoci and Python's tarfile read it."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import tarfile
from pathlib import Path

import pytest

from judge.programs import need, run


def test_image_is_small(archive: Path):
    assert archive.stat().st_size <= 35_000_000


def test_skopeo_reads_it_as_both_kinds_of_archive(archive: Path):
    need("skopeo")
    as_oci = json.loads(run("skopeo", "inspect", f"oci-archive:{archive}"))
    assert as_oci["Os"] == "linux" and as_oci["Architecture"] in ("amd64", "arm64")
    assert len(as_oci["Layers"]) == 1
    config = json.loads(run("skopeo", "inspect", "--config", f"docker-archive:{archive}"))
    assert config["config"]["User"] == "65532:65532"
    assert config["config"]["Entrypoint"] == ["/load-test-worker"]
    assert config["created"] == "1970-01-01T00:00:00Z"


def test_unpacked_it_is_the_worker_and_what_it_needs(unpacked: Path, package: Path):
    root = unpacked / "rootfs"
    files = sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
    assert files == [
        "etc/group", "etc/nsswitch.conf", "etc/passwd", "etc/ssl/certs/ca-certificates.crt", "load-test-worker",
    ]
    assert (root / "load-test-worker").read_bytes() == (package / "load-test-worker/load-test-worker").read_bytes()
    assert "loadtester:x:65532:65532:" in (root / "etc/passwd").read_text()
    assert stat.S_IMODE((root / "tmp").stat().st_mode) == 0o1777
    writable = [path for path in root.rglob("*") if path.is_file() and path.stat().st_mode & 0o022]
    assert not writable


def test_certificates_are_those_packed_beside_the_worker(unpacked: Path, package: Path):
    trusted = (unpacked / "rootfs/etc/ssl/certs/ca-certificates.crt").read_bytes()
    assert trusted == (package / "load-test-worker/ca-certificates.crt").read_bytes()
    assert trusted.count(b"-----BEGIN CERTIFICATE-----") > 50


def test_blobs_are_named_by_their_content(archive: Path):
    with tarfile.open(archive) as tar:
        blobs = [entry for entry in tar if entry.isfile() and entry.name.startswith("blobs/sha256/")]
        assert len(blobs) == 3
        for entry in blobs:
            assert hashlib.sha256(tar.extractfile(entry).read()).hexdigest() == entry.name.rsplit("/", 1)[1]


def test_packed_again_elsewhere_it_is_the_same_byte_for_byte(archive: Path, package: Path, tmp_path: Path):
    packer = os.environ.get("LOADTESTER_CDK_APP")
    if not packer:
        pytest.skip("LOADTESTER_CDK_APP is not set")
    functions = sorted(path.stem for path in package.glob("*.zip"))
    assert functions == ["EcsLoadTestLauncher", "LoadTestProcessor"]
    elsewhere = tmp_path / "elsewhere"
    for name in [*functions, "load-test-worker"]:
        shutil.copytree(package / name, elsewhere / name, copy_function=shutil.copyfile)
    environment = {"PATH": os.environ["PATH"], "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    run(packer, "pack", elsewhere, *functions, env=environment, cwd=tmp_path, seconds=400)
    for name in [*(f"{function}.zip" for function in functions), archive.name]:
        assert (elsewhere / name).read_bytes() == (package / name).read_bytes(), f"{name} differs"


@pytest.mark.parametrize("words, code, said", [
    (["pack", "/nonexistent", "LoadTestProcessor"], 1, "scripts/build-aws"), (["pack"], 64, "usage"), (["wrap", "a"], 64, "usage"),
])
def test_the_packer_says_what_it_needs(words: list[str], code: int, said: str):
    packer = os.environ.get("LOADTESTER_CDK_APP")
    if not packer:
        pytest.skip("LOADTESTER_CDK_APP is not set")
    done = subprocess.run([packer, *words], capture_output=True, text=True, timeout=60)
    assert done.returncode == code and said in done.stderr and done.stdout == ""
