"""What a judge finds."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    rule: str
    """`CKV_AWS_117`, `CT.LAMBDA.PR.3`, `AwsSolutions-IAM5`, `E3001`."""
    resource: str
    """The resource's name in the template; empty where the judge names none."""
    text: str = ""
    suppressed: bool = False
    """Set aside in the template, in the way that the judge reads."""
