"""Certificates made with the `openssl` command: one authority, and leaves that are right or wrong in one way each."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Certificate:
    certificate: Path
    key: Path


class Authority:
    """A certificate authority in a directory of its own, below another one or by itself."""

    def __init__(self, directory: Path, parent: "Authority | None" = None):
        directory.mkdir()
        self._directory = directory
        self.certificate, self._key = directory / "ca.pem", directory / "ca.key"
        above = ("-CA", parent.certificate, "-CAkey", parent._key) if parent else ()
        _openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", f"/CN=Test Authority {directory.name}",
            "-addext", "basicConstraints=critical,CA:TRUE", *above, "-keyout", self._key, "-out", self.certificate,
        )
        (directory / "index.txt").touch()
        (directory / "serial").write_text("01\n")
        (directory / "ca.cnf").write_text(
            f"[ca]\ndefault_ca=c\n[c]\ndir={directory}\ndatabase={directory}/index.txt\nserial={directory}/serial\n"
            f"new_certs_dir={directory}\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n"
            "[p]\ncommonName=supplied\n"
        )

    def leaf(
        self, name: str, subject: str, start: str = "20250101000000Z", end: str = "20491231000000Z"
    ) -> Certificate:
        """A certificate for `subject` (such as `IP:127.0.0.1`), valid from `start` to `end`."""
        request, key, certificate = (self._directory / f"{name}.{kind}" for kind in ("csr", "key", "pem"))
        _openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-addext", f"subjectAltName={subject}",
            "-keyout", key, "-out", request,
        )
        _openssl(
            "ca", "-batch", "-notext", "-config", self._directory / "ca.cnf", "-cert", self.certificate,
            "-keyfile", self._key, "-startdate", start, "-enddate", end, "-in", request, "-out", certificate,
        )
        return Certificate(certificate, key)


def _openssl(*arguments: object) -> None:
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
