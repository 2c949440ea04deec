"""Lambda's Runtime API, as a stand-in function of the bench's own tests speaks it."""

import json
import os
import urllib.request

_API = f"http://{os.environ.get('AWS_LAMBDA_RUNTIME_API')}/2018-06-01/runtime/invocation"


def serve(handler) -> None:
    while True:
        with urllib.request.urlopen(f"{_API}/next", timeout=None) as answer:
            request_id, event = answer.headers["Lambda-Runtime-Aws-Request-Id"], json.load(answer)
        try:
            path, body = "response", handler(event)
        except Exception as error:
            path, body = "error", {"errorType": type(error).__name__, "errorMessage": str(error)}
        data = json.dumps(body).encode()
        urllib.request.urlopen(urllib.request.Request(f"{_API}/{request_id}/{path}", data)).close()
