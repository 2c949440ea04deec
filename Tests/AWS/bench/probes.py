"""One call for each action that a role of the stack is allowed, made with the role's own keys.

A call counts as allowed as soon as it is not refused for lack of permission: what else may be wrong with it (no such
task, an empty payload) shows that the service looked at it.
"""

import time
from collections.abc import Callable

from botocore.exceptions import ClientError

DENIED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError")
KEY = {"testId": {"S": "probe"}, "timestamp": {"N": "0"}}


class Probes:
    """`parts`: physical names of the deployed stack: table, cluster, task (definition), launcher, repository."""

    def __init__(self, parts: dict[str, str]):
        self._parts = parts

    def allowed(self, action: str, client: Callable, resource: str) -> bool:
        """Whether whoever `client(service)` calls as may do `action`. `resource`: as the policy names it."""
        call = getattr(self, "_" + action.replace(":", "_").lower())
        try:
            call(client, resource)
        except ClientError as error:
            return error.response["Error"]["Code"] not in DENIED
        return True

    def _dynamodb_getitem(self, client, _) -> None:
        client("dynamodb").get_item(TableName=self._parts["table"], Key=KEY)

    def _dynamodb_putitem(self, client, _) -> None:
        client("dynamodb").put_item(TableName=self._parts["table"], Item=KEY)

    def _dynamodb_updateitem(self, client, _) -> None:
        client("dynamodb").update_item(TableName=self._parts["table"], Key=KEY)

    def _dynamodb_batchwriteitem(self, client, _) -> None:
        client("dynamodb").batch_write_item(RequestItems={self._parts["table"]: [{"PutRequest": {"Item": KEY}}]})

    def _sqs_sendmessage(self, client, resource) -> None:
        client("sqs").send_message(QueueUrl=_queue(client, resource), MessageBody="probe")

    def _sqs_receivemessage(self, client, resource) -> None:
        client("sqs").receive_message(QueueUrl=_queue(client, resource), VisibilityTimeout=0)

    def _sqs_deletemessage(self, client, resource) -> None:
        client("sqs").delete_message(QueueUrl=_queue(client, resource), ReceiptHandle="none")

    def _sqs_getqueueattributes(self, client, resource) -> None:
        client("sqs").get_queue_attributes(QueueUrl=_queue(client, resource), AttributeNames=["QueueArn"])

    def _ecs_runtask(self, client, _) -> None:
        network = {"awsvpcConfiguration": {"subnets": ["subnet-0a"]}}
        client("ecs").run_task(
            cluster=self._parts["cluster"], taskDefinition=self._parts["task"], count=0, networkConfiguration=network,
        )

    def _ecs_listtasks(self, client, _) -> None:
        client("ecs").list_tasks(cluster=self._parts["cluster"])

    def _ecs_describetasks(self, client, _) -> None:
        client("ecs").describe_tasks(cluster=self._parts["cluster"], tasks=["none"])

    def _ecs_stoptask(self, client, _) -> None:
        client("ecs").stop_task(cluster=self._parts["cluster"], task="none")

    def _lambda_invokefunction(self, client, _) -> None:
        client("lambda").invoke(FunctionName=self._parts["launcher"], Payload=b"{}")

    def _logs_createlogstream(self, client, resource) -> None:
        client("logs").create_log_stream(logGroupName=_group(resource), logStreamName="probe")

    def _logs_putlogevents(self, client, resource) -> None:
        event = {"timestamp": int(time.time() * 1000), "message": "probe"}
        client("logs").put_log_events(logGroupName=_group(resource), logStreamName="probe", logEvents=[event])

    def _ecr_getauthorizationtoken(self, client, _) -> None:
        client("ecr").get_authorization_token()

    def _ecr_batchgetimage(self, client, _) -> None:
        client("ecr").batch_get_image(repositoryName=self._parts["repository"], imageIds=[{"imageTag": "none"}])

    def _ecr_batchchecklayeravailability(self, client, _) -> None:
        digest = "sha256:" + "0" * 64
        client("ecr").batch_check_layer_availability(
            repositoryName=self._parts["repository"], layerDigests=[digest],
        )

    def _ecr_getdownloadurlforlayer(self, client, _) -> None:
        digest = "sha256:" + "0" * 64
        client("ecr").get_download_url_for_layer(repositoryName=self._parts["repository"], layerDigest=digest)

    def _sqs_sendmessagebatch(self, client, resource) -> None:
        entries = [{"Id": "0", "MessageBody": "probe"}]
        client("sqs").send_message_batch(QueueUrl=_queue(client, resource), Entries=entries)


def _queue(client, arn: str) -> str:
    _, _, _, _, account, name = arn.split(":")
    return f"{client('sqs').meta.endpoint_url}/{account}/{name}"


def _group(arn: str) -> str:
    return arn.split(":log-group:")[1].removesuffix(":*")
