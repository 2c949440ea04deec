"""TLS: what must not be trusted is a named error, what may be trusted works, and --insecure is a choice per run."""

import pytest

from reference import certificates
from reference.hostile_load import LOAD, assert_all_failed
from reference.loadtester import THRESHOLD_FAILED

pytestmark = pytest.mark.product

EXPIRED = {"start": "20200101000000Z", "end": "20210101000000Z"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> certificates.Authority:
    return certificates.Authority(tmp_path_factory.mktemp("certificates") / "authority")


def run_tls(hostile, run_loadtester, certificate, *arguments):
    return run_loadtester(hostile("good", certificate=certificate).url(scheme="https"), *LOAD, *arguments)


def test_a_certificate_of_a_known_authority_is_trusted(hostile, run_loadtester, authority):
    leaf = authority.leaf("right", "IP:127.0.0.1")
    summary = run_tls(hostile, run_loadtester, leaf, "--ca-file", authority.certificate).expect(0)
    assert summary["statusCodes"] == {"200": 40}


def test_a_name_can_be_pointed_at_an_address(hostile, run_loadtester, authority):
    server = hostile("good", certificate=authority.leaf("named", "DNS:shop.example"))
    summary = run_loadtester(
        server.url(scheme="https", host="shop.example"), *LOAD, "--ca-file", authority.certificate,
        "--resolve", f"shop.example:{server.port}:127.0.0.1",
    ).expect(0)
    assert summary["statusCodes"] == {"200": 40}


@pytest.mark.parametrize(
    ("name", "subject", "validity", "trusted"),
    [
        ("unknown-authority", "IP:127.0.0.1", {}, False),
        ("expired", "IP:127.0.0.1", EXPIRED, True),
        ("wrong-name", "DNS:other.example", {}, True),
    ],
    ids=lambda value: value if isinstance(value, str) and "-" in value else None,
)
def test_a_bad_certificate_is_refused_and_accepted_only_when_told(
    hostile, run_loadtester, authority, name, subject, validity, trusted
):
    leaf = authority.leaf(name, subject, **validity)
    trust = ("--ca-file", authority.certificate) if trusted else ()
    summary = run_tls(hostile, run_loadtester, leaf, *trust).expect(THRESHOLD_FAILED)
    assert_all_failed(summary, "tls|ssl|cert")
    assert run_tls(hostile, run_loadtester, leaf, *trust, "--insecure").expect(0)["statusCodes"] == {"200": 40}


def test_a_plain_server_behind_https(hostile, run_loadtester):
    server = hostile("garbage")
    summary = run_loadtester(server.url(scheme="https"), *LOAD).expect(THRESHOLD_FAILED)
    assert_all_failed(summary, "tls|ssl|timeout")
