"""Templates from the built application, as the `cdk` command would ask for them."""

import json
import os
import subprocess
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
STACK = "ApiLoadTesterCdkStack"

# Ways to deploy. `default` is what ships.
PROPERTY_SETS = {
    "default": {},
    "private": {
        "network": "private", "natGateways": "1", "flowLogs": "rejected", "allowPrivateTargets": "true",
        "secretArns": "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-a1b2c3",
    },
    "existing": {"network": "existing", "vpcId": "vpc-0a1b2c3d4e5f60718", "subnetIds": "subnet-0a1b2c3d4e5f60718"},
    "cheapest": {
        "encryption": "aws-owned", "removal": "retain", "launcherConcurrency": "0", "logRetention": "30",
        "containerInsights": "false", "dashboard": "false",
    },
    "arm": {
        "architecture": "arm64", "flowLogs": "all", "availabilityZones": "3", "alarmEmail": "ops@example.com",
        "logRetention": "731", "planBuckets": "plans-of-a-team",
    },
}


def application() -> Path:
    """`LOADTESTER_CDK_APP`, or what was built last."""
    if named := os.environ.get("LOADTESTER_CDK_APP"):
        return Path(named)
    built = [path for path in (_ROOT / ".build").glob("*/cdk-app") if path.is_file()]
    assert built, "cdk-app is not built: `swift build --product cdk-app`, or name it in LOADTESTER_CDK_APP"
    return max(built, key=lambda path: path.stat().st_mtime)


def synthesize(context: dict[str, str], folder: Path) -> Path:
    """The template's file, below `folder`, for the properties in `context`."""
    # No stack to bundle code for: as `cdk ls`, which needs no zips.
    context = context | {"aws:cdk:bundling-stacks": []}
    environment = {"PATH": os.environ["PATH"], "CDK_OUTDIR": str(folder), "CDK_CONTEXT_JSON": json.dumps(context)}
    run = subprocess.run([application()], env=environment, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    return folder / f"{STACK}.template.json"
