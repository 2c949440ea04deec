"""The real cdk command, an emulated account, and AWS's schemas of an assembly."""
