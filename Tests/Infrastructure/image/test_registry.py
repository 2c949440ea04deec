"""The image in a registry, brought there by skopeo: the digest that the packer printed is the registry's."""

import json
from pathlib import Path

from judge.programs import run


def test_the_registry_knows_the_image_by_the_packer_s_digest(archive: Path, registry: str):
    target = f"docker://{registry}/load-test-repository:v1"
    run("skopeo", "--insecure-policy", "copy", "--dest-tls-verify=false", f"oci-archive:{archive}", target)
    there = json.loads(run("skopeo", "inspect", "--tls-verify=false", target))
    here = json.loads(run("skopeo", "inspect", f"oci-archive:{archive}"))
    assert there["Digest"] == here["Digest"] and there["Layers"] == here["Layers"]
