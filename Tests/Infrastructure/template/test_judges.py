"""Four independent judges find nothing in the template that is not set aside there with a reason."""

import json

import pytest
from judges import JUDGES
from synthesis import PROPERTY_SETS

MOST_RULES_SET_ASIDE = 5
MOST_RESOURCES_WITH_RULES_SET_ASIDE = 5
INLINE_LIMIT = 51_200


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("properties", PROPERTY_SETS)
def test_nothing_is_found_that_is_not_set_aside(findings, properties, judge):
    open_findings = [found for found in findings[properties, judge] if not found.suppressed]
    assert not open_findings


def set_aside(resource: dict) -> dict[str, str]:
    """Rules in the metadata of a resource, and why."""
    metadata = resource.get("Metadata", {})
    skips = {skip["id"]: skip["comment"] for skip in metadata.get("checkov", {}).get("skip", [])}
    skips |= {skip["id"]: skip["reason"] for skip in metadata.get("cdk_nag", {}).get("rules_to_suppress", [])}
    guard = metadata.get("guard", {})
    return skips | dict(zip(guard.get("SuppressedRules", []), guard.get("Reasons", []), strict=True))


def test_at_most_five_rules_are_set_aside_on_at_most_five_resources_in_what_ships(templates, findings):
    resources = json.loads(templates["default"].read_text())["Resources"]
    skips = {name: set_aside(resource) for name, resource in resources.items() if set_aside(resource)}
    rules = set().union(*skips.values())
    assert rules == {
        "CKV_AWS_117", "CT.LAMBDA.PR.3",  # functions outside of a VPC
        "AwsSolutions-IAM5",  # tasks whose ids are not known yet, and the registry's token
        "AwsSolutions-VPC7",  # flow logs
    }
    assert len(rules) <= MOST_RULES_SET_ASIDE
    assert len(skips) <= MOST_RESOURCES_WITH_RULES_SET_ASIDE, sorted(skips)
    # Nothing is set aside in another way than by the metadata of a resource.
    suppressed = {
        (found.rule, found.resource) for judge in JUDGES for found in findings["default", judge] if found.suppressed
    }
    assert suppressed == {(rule, name) for name, reasons in skips.items() for rule in reasons}


@pytest.mark.parametrize("properties", PROPERTY_SETS)
def test_every_suppression_has_a_reason_and_is_needed(templates, findings, properties):
    """A rule that is set aside where no judge finds anything hides what may come later."""
    found = {(one.rule, one.resource) for judge in JUDGES for one in findings[properties, judge]}
    for name, resource in json.loads(templates[properties].read_text())["Resources"].items():
        for rule, reason in set_aside(resource).items():
            assert len(reason) > 30, (name, rule)
            assert (rule, name) in found, f"{rule} is set aside for {name}, where it does not apply"


@pytest.mark.parametrize("properties", PROPERTY_SETS)
def test_the_template_fits_into_one_request(templates, properties):
    assert templates[properties].stat().st_size <= INLINE_LIMIT


@pytest.mark.parametrize("properties", PROPERTY_SETS)
def test_checkov_really_finds_what_is_set_aside(templates, properties, tmp_path):
    """Without its metadata the template has exactly the findings that the metadata sets aside."""
    bare = json.loads(templates[properties].read_text())
    expected = set()
    for name, resource in bare["Resources"].items():
        for skip in resource.get("Metadata", {}).pop("checkov", {}).get("skip", []):
            expected.add((skip["id"], name))
    file = tmp_path / "bare.json"
    file.write_text(json.dumps(bare))
    assert {(one.rule, one.resource) for one in JUDGES["checkov"](file)} == expected
