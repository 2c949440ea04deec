"""Mutual TLS: who the client is, what a target that refuses it is called, and a key that is seen nowhere."""

import ssl
import subprocess

import pytest

from reference import certificates
from reference.hostile_load import LOAD, assert_all_failed
from reference.loadtester import INVALID, PASSED, THRESHOLD_FAILED, USAGE
from reference.mutual_tls import MutualServer

pytestmark = pytest.mark.product

VERSIONS = pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["TLS-1.2", "TLS-1.3"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def authority(folder) -> certificates.Authority:
    return certificates.Authority(folder / "authority")


@pytest.fixture(scope="module")
def strangers(folder) -> certificates.Authority:
    return certificates.Authority(folder / "strangers")


@pytest.fixture(scope="module")
def ada(authority) -> certificates.Certificate:
    return authority.leaf("ada", "DNS:ada.example")


@pytest.fixture(scope="module")
def target_certificate(authority) -> certificates.Certificate:
    return authority.leaf("target", "IP:127.0.0.1")


@pytest.fixture
def target(authority, target_certificate):
    servers = []

    def start(version=ssl.TLSVersion.TLSv1_3) -> MutualServer:
        servers.append(MutualServer(target_certificate, authority.certificate, version))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def flags(certificate) -> tuple:
    return "--cert", certificate.certificate, "--key", certificate.key


@VERSIONS
@pytest.mark.parametrize("keeping", [(), ("--no-keepalive",)], ids=["kept", "anew"])
def test_a_certificate_opens_the_door(run_loadtester, authority, ada, target, version, keeping):
    server = target(version)
    arguments = (*LOAD, "--ca-file", authority.certificate, *flags(ada), *keeping)
    summary = run_loadtester(server.url(), *arguments).expect(PASSED, INVALID)
    assert summary["statusCodes"] == {"200": 40}
    assert set(server.names) == {"ada"} and server.requests == 40 and server.refused == 0


@VERSIONS
def test_without_a_certificate_every_request_is_a_named_error(run_loadtester, authority, target, version):
    server = target(version)
    summary = run_loadtester(server.url(), *LOAD, "--ca-file", authority.certificate).expect(THRESHOLD_FAILED, INVALID)
    # Before TLS 1.3 there is no alert of its own for a certificate that is missing.
    assert_all_failed(summary, "^tls_handshake$" if version == ssl.TLSVersion.TLSv1_2 else "^tls_client_certificate$")
    assert server.requests == 0


@VERSIONS
def test_a_certificate_of_an_unknown_authority_is_a_named_error(run_loadtester, authority, strangers, target, version):
    server = target(version)
    eve = strangers.leaf(f"eve-{version.name}", "DNS:eve.example")
    summary = run_loadtester(server.url(), *LOAD, "--ca-file", authority.certificate, *flags(eve)).expect(THRESHOLD_FAILED, INVALID)
    assert_all_failed(summary, "^tls_client_certificate$")
    assert server.requests == 0 and server.refused > 0


def test_the_chain_goes_with_the_certificate(run_loadtester, authority, target, folder):
    """The target knows the root only; what leads there comes from the client."""
    intermediate = certificates.Authority(folder / "intermediate", authority)
    leaf = intermediate.leaf("grace", "DNS:grace.example")
    chain = folder / "chain.pem"
    chain.write_bytes(leaf.certificate.read_bytes() + intermediate.certificate.read_bytes())
    server = target()
    trust = (*LOAD, "--ca-file", authority.certificate)
    alone = run_loadtester(server.url(), *trust, *flags(leaf)).expect(THRESHOLD_FAILED, INVALID)
    assert_all_failed(alone, "^tls_client_certificate$")
    whole = run_loadtester(server.url(), *trust, *flags(certificates.Certificate(chain, leaf.key)), "--test-id", "whole")
    assert whole.expect(PASSED, INVALID)["statusCodes"] == {"200": 40}
    assert set(server.names) == {"grace"}


def test_what_cannot_be_used_is_refused_by_name_before_the_load(run_loadtester, start_loadtester, authority, ada, folder, target):
    server = target()
    other = authority.leaf("other", "DNS:other.example")
    locked = folder / "locked.key"
    command = ["openssl", "pkey", "-in", str(ada.key), "-aes256", "-passout", "pass:opensesame", "-out", str(locked)]
    subprocess.run(command, check=True, timeout=60)
    old = folder / "old-locked.key"
    command = ["openssl", "rsa", "-in", str(ada.key), "-aes256", "-passout", "pass:opensesame", "-traditional", "-out", str(old)]
    subprocess.run(command, check=True, timeout=60)
    noise = folder / "noise.pem"
    noise.write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    half = folder / "half.pem"
    half.write_bytes(ada.certificate.read_bytes() + b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    cases = [
        (flags(certificates.Certificate(ada.certificate, other.key)), ["does not belong", ada.certificate, other.key]),
        (flags(certificates.Certificate(ada.certificate, locked)), ["encrypted", locked]),
        (flags(certificates.Certificate(ada.certificate, old)), ["encrypted", old]),
        (flags(certificates.Certificate(noise, ada.key)), ["certificate could not be read", noise]),
        (flags(certificates.Certificate(half, ada.key)), ["certificate could not be read", half]),
        (flags(certificates.Certificate(ada.key, ada.key)), ["certificate could not be read", ada.key]),
        (flags(certificates.Certificate(ada.certificate, ada.certificate)), ["key could not be read", ada.certificate]),
        (flags(certificates.Certificate(ada.certificate, folder / "none.key")), ["--key", "none.key"]),
        (("--cert", ada.certificate), ["--cert", "--key"]),
        (("--key", ada.key), ["--key", "--cert"]),
    ]
    for index, (arguments, words) in enumerate(cases):
        result = run_loadtester(server.url(), *LOAD, *arguments)
        assert result.exit_code == USAGE, result
        for word in words:
            assert str(word) in result.stderr, (index, word, result)
        assert result.stdout == "" and "opensesame" not in result.stderr
    assert server.names == [] and server.refused == 0


PLAN = """\
target: {url}
profile: {{rate: 20, for: 1s}}
vus: 4
client: {{caFile: ca.pem, certificate: {{cert: {cert}, key: {key}}}}}
"""


@pytest.fixture
def plan(tmp_path, authority, ada):
    """`plan(server, cert, key)` → its path; certificate and key lie beside it."""
    place = tmp_path / "plan"
    place.mkdir()
    (place / "ca.pem").write_bytes(authority.certificate.read_bytes())
    (place / "me.pem").write_bytes(ada.certificate.read_bytes())
    (place / "me.key").write_bytes(ada.key.read_bytes())

    def write(server, cert="me.pem", key="me.key"):
        (place / "plan.yaml").write_text(PLAN.format(url=server.url(), cert=cert, key=key))
        return place / "plan.yaml"

    return write


def traces(key: str, *texts: str) -> list[str]:
    """Lines of the key that are in one of the texts."""
    lines = [line for line in key.splitlines() if len(line) > 20 and "-----" not in line]
    assert lines
    return [line for line in lines if any(line in text for text in texts)]


def everything(directory) -> list[str]:
    return [path.read_bytes().decode("latin-1") for path in directory.rglob("*") if path.is_file()]


def test_a_plan_names_certificate_and_key_and_the_key_is_nowhere_else(start_loadtester, run_loadtester, ada, target, plan, data_dir):
    server = target()
    path = plan(server)
    key = ada.key.read_text()
    result = run_loadtester(path, "--tasks", 2)
    assert result.expect(PASSED, INVALID)["statusCodes"] == {"200": 20}
    assert set(server.names) == {"ada"}
    stored = everything(data_dir)
    assert any("me.key" in text for text in stored)
    assert traces(key, result.stdout, result.stderr, *stored) == []
    for arguments in [("validate", path), ("run", path, "--dry-run"), ("run", path, "--debug", "--data-dir", data_dir)]:
        shown = start_loadtester(*arguments).wait(60)
        assert shown.exit_code == 0, shown
        assert traces(key, shown.stdout, shown.stderr) == []
        assert ("me.pem" in shown.stdout) == ("--dry-run" in arguments), shown


def test_secrets_hold_certificate_and_key(run_loadtester, ada, target, plan, data_dir):
    server = target()
    path = plan(server, '"${secret:env:ADA_CERT}"', '"${secret:env:ADA_KEY}"')
    environment = {"ADA_CERT": ada.certificate.read_text(), "ADA_KEY": ada.key.read_text()}
    result = run_loadtester(path, environment=environment)
    assert result.expect(PASSED, INVALID)["statusCodes"] == {"200": 20}
    assert set(server.names) == {"ada"}
    assert traces(ada.key.read_text(), result.stdout, result.stderr, *everything(data_dir)) == []


def test_a_key_in_a_secret_that_does_not_belong_ends_the_run_before_the_load(run_loadtester, authority, ada, target, plan, data_dir):
    server = target()
    stranger = authority.leaf("stranger", "DNS:stranger.example")
    path = plan(server, "me.pem", '"${secret:env:OTHER_KEY}"')
    result = run_loadtester(path, environment={"OTHER_KEY": stranger.key.read_text()})
    assert result.exit_code not in (0, THRESHOLD_FAILED), result
    logs = everything(data_dir)
    assert any("does not belong to the client certificate" in text for text in [result.stderr, result.stdout, *logs]), result
    assert traces(stranger.key.read_text(), result.stdout, result.stderr, *logs) == []
    assert server.names == []


def test_a_plan_with_a_wrong_pair_is_no_sound_plan(start_loadtester, authority, target, plan):
    path = plan(target())
    (path.parent / "me.key").write_bytes(authority.leaf("wrong", "DNS:wrong.example").key.read_bytes())
    for arguments in [(), ("--json",)]:
        result = start_loadtester("validate", path, *arguments).wait(60)
        assert result.exit_code == USAGE, result
        assert "me.key" in result.stdout + result.stderr and "does not belong" in result.stdout + result.stderr


def test_a_key_that_is_written_into_the_plan_is_refused_and_not_repeated(start_loadtester, ada, target, plan):
    path = plan(target(), key='"${env:ADA_KEY}"')
    result = start_loadtester("validate", path, environment={"ADA_KEY": ada.key.read_text()}).wait(60)
    assert result.exit_code == USAGE, result
    assert "client.certificate.key" in result.stderr and "a plan holds no key" in result.stderr
    assert traces(ada.key.read_text(), result.stdout, result.stderr) == []
