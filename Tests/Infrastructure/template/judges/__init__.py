"""Four scanners of CloudFormation templates that people trust, each as a function: template → findings."""

from judges import cfn_lint, checkov, control_tower, nag
from judges.finding import Finding

JUDGES = {"cfn-lint": cfn_lint.judge, "checkov": checkov.judge, "control-tower": control_tower.judge, "cdk-nag": nag.judge}

__all__ = ["Finding", "JUDGES"]
