"""What the application writes, by AWS's schemas and by the command's own strict mode."""

import hashlib
import json

import jsonschema
import pytest

from judge import fetched

STACK = "ApiLoadTesterCdkStack"


def validate(document: bytes, schema: str) -> dict:
    content = json.loads(document)
    jsonschema.validate(content, json.loads(fetched.schemas()[schema]))
    return content


def test_manifest_and_assets_are_valid_and_everything_named_is_there(checkout):
    place = checkout()
    place.cdk("synth", "--quiet")
    files = place.assembly()
    manifest = validate(files["manifest.json"], "cloud-assembly.schema.json")
    assets = validate(files[f"{STACK}.assets.json"], "assets.schema.json")
    assert manifest["version"] == assets["version"] == json.loads(files["cdk.out"])["version"] == "36.0.0"
    assert "missing" not in manifest
    for digest, asset in assets["files"].items():
        assert asset["source"]["packaging"] == "file"
        assert hashlib.sha256(files[asset["source"]["path"]]).hexdigest() == digest
        assert asset["destinations"]["current"]["objectKey"].startswith(digest)
    # The template is an asset too.
    assert sum(name.startswith("asset.") for name in files) + 1 == len(assets["files"])


def test_the_command_s_own_strict_mode_finds_nothing(checkout):
    checkout().cdk("synth", "--quiet", "--strict", TESTING_CDK="1")


def test_names_tree_and_template_agree(checkout):
    place = checkout()
    place.cdk("synth", "--quiet")
    files = place.assembly()
    template = json.loads(files[f"{STACK}.template.json"])
    metadata = json.loads(files["manifest.json"])["artifacts"][STACK]["metadata"]
    named = {
        entry["data"] for entries in metadata.values() for entry in entries if entry["type"] == "aws:cdk:logicalId"
    }
    assert named == set(template["Resources"]) | set(template["Outputs"]) | set(template.get("Parameters", {}))
    for identity, resource in template["Resources"].items():
        path = resource["Metadata"]["aws:cdk:path"]
        assert {"type": "aws:cdk:logicalId", "data": identity} in metadata[f"/{path}"]

    types: dict[str, str] = {}

    def walk(node: dict) -> None:
        if kind := node.get("attributes", {}).get("aws:cdk:cloudformation:type"):
            types[node["path"]] = kind
        for child in node.get("children", {}).values():
            walk(child)

    tree = json.loads(files["tree.json"])
    assert tree["version"] == "tree-0.1"
    walk(tree["tree"])
    assert types == {
        resource["Metadata"]["aws:cdk:path"]: resource["Type"] for resource in template["Resources"].values()
    }


def test_the_same_sources_give_the_same_bytes(checkout):
    one, other = checkout(), checkout()
    one.cdk("synth", "--quiet")
    other.cdk("synth", "--quiet")
    assert one.assembly() == other.assembly()


def test_a_context_too_long_for_the_environment_is_read_from_its_file(checkout):
    place = checkout()
    path = place.folder / "cdk.json"
    settings = json.loads(path.read_text())
    settings["context"] = {"visibilityTimeout": 400, "other:key": "x" * 140_000}
    path.write_text(json.dumps(settings))
    place.cdk("synth", "--quiet")
    assert b'"VisibilityTimeout":400' in place.assembly()[f"{STACK}.template.json"]


def test_the_image_s_tag_is_in_the_template_and_the_user_is_told_to_push_it(checkout):
    place = checkout()
    printed = place.cdk("synth", "--quiet")
    template = place.assembly()[f"{STACK}.template.json"].decode()
    assert "loadtester push-image" in printed
    tag = printed.split("Tasks run the image ")[1].split(":")[0]
    assert len(tag) == 32 and f":{tag}" in template


@pytest.mark.parametrize("context, word, code", [
    ({"visibilityTimeut": "400"}, "did you mean 'visibilityTimeout'?", "unknownProperty"),
    ({"visibilityTimeout": "x"}, "visibilityTimeout", "invalidValue"),
    ({"package": "elsewhere"}, "scripts/build-aws", "missingFile"),
])
def test_what_is_wrong_is_said_and_its_code_left_for_the_command(checkout, context, word, code):
    place = checkout()
    error = place.folder / "error"
    done = place.app(CDK_CONTEXT_JSON=json.dumps(context), CDK_ERROR_FILE=str(error), CDK_OUTDIR="out")
    assert done.returncode != 0 and done.stdout == ""
    assert word in done.stderr
    assert error.read_text().splitlines()[0] == code
    assert not (place.folder / "out/manifest.json").exists()
    flags = [word for name, value in context.items() for word in ("--context", f"{name}={value}")]
    assert word in place.cdk("synth", "--quiet", *flags, expect=1)


def test_all_faults_are_told_at_once(checkout):
    done = checkout().app(CDK_CONTEXT_JSON=json.dumps({"taskCpu": "7", "network": "none", "odd": "1"}))
    assert done.stderr.count("error: ") == 3


def test_a_package_for_another_processor_is_refused(checkout):
    printed = checkout().cdk("synth", "--quiet", "--context", "architecture=arm64", expect=1)
    assert "built for x86_64" in printed


def test_listing_needs_no_package(checkout):
    place = checkout()
    (place.folder / ".build-aws/package").unlink()
    assert place.cdk("ls").split() == [STACK]
