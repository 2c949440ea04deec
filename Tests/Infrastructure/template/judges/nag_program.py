"""`nag_program.py TEMPLATE FOLDER`: what cdk-nag says of the template, as a report below the folder."""

import sys

import cdk_nag
from aws_cdk import App, Aspects, Stack, cloudformation_include

app = App(outdir=sys.argv[2])
stack = Stack(app, "Judged")
cloudformation_include.CfnInclude(stack, "Template", template_file=sys.argv[1])
reports = [cdk_nag.NagReportFormat.JSON]
Aspects.of(app).add(cdk_nag.AwsSolutionsChecks(reports=True, report_formats=reports, verbose=True))
app.synth()
