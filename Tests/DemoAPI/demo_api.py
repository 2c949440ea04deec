#!/usr/bin/env python3
"""A small shop that keeps track of who may do what: the target of the examples and of the engine's tests.

It answers wrongly used journeys with errors, so that a load test whose correlation, cookies or data are wrong fails:

    POST /login    {"user", "password"}   200 {"token", "user"}, Set-Cookie: session; 401 with a wrong password;
                                          409 where the user has logged in before and --unique is on
    GET  /items    bearer token           200 {"items": [{"id", "name", "price"}, ...], "next": "/items?page=1" or null}
    POST /orders   bearer token, session  201 {"order": id}, Location; 400 where the item is none of those listed to this token;
                                          409 where the row ("row") was used for an order before
    GET  /orders/N bearer token           200 {"order", "item", "state"}; 403 to any other token than the order's own
    POST /logout   bearer token           204, and the token is worth nothing any more
    GET  /old      302 to /items
    GET  /stats    what was counted so far, for judges
    POST /reset    forgets everything

A session cookie must belong to the token that it came with; a request without one, or with another's, is 403.

Standard library only. `python3 demo_api.py --port 0` prints its URL on the first line.
"""

import argparse
import json
import secrets
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PASSWORD = "s3cret"
ITEMS = [{"id": f"item-{n}", "name": f"Thing {n}", "price": n * 100 + 99} for n in range(20)]
PAGE = 10


class Shop:
    """What the server remembers. Every method holds the lock."""

    def __init__(self, unique: bool):
        self.unique = unique
        self.lock = threading.Lock()
        self.forget()

    def forget(self):
        self.users, self.tokens, self.sessions, self.orders, self.rows = {}, {}, {}, {}, set()
        self.counts = {"logins": 0, "orders": 0, "conflicts": 0, "refused": 0, "requests": 0}

    def count(self, name: str):
        self.counts[name] = self.counts.get(name, 0) + 1


class Refusal(Exception):
    def __init__(self, status: int, reason: str):
        super().__init__(reason)
        self.status = status


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "DemoAPI"
    shop: Shop

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.answer()

    do_POST = do_HEAD = do_PUT = do_DELETE = do_GET

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        url = urlsplit(self.path)
        with self.shop.lock:
            self.shop.count("requests")
            try:
                status, document, headers = self.route(url.path, parse_qs(url.query), body)
            except Refusal as refusal:
                self.shop.count("conflicts" if refusal.status == 409 else "refused")
                status, document, headers = refusal.status, {"error": str(refusal)}, {}
        content = b"" if document is None else json.dumps(document).encode()
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def route(self, path: str, query: dict, body: bytes):
        match (self.command, path):
            case ("POST", "/login"):
                return self.log_in(self.json(body))
            case ("GET", "/items"):
                return self.items(query)
            case ("POST", "/orders"):
                return self.order(self.json(body))
            case ("POST", "/logout"):
                del self.shop.tokens[self.token()]
                return 204, None, {"Set-Cookie": "session=; Path=/; Max-Age=0"}
            case ("GET", "/old"):
                return 302, {}, {"Location": "/items", "Set-Cookie": "seen=old; Path=/items"}
            case ("GET", "/stats"):
                return 200, self.shop.counts, {}
            case ("POST", "/reset"):
                self.shop.forget()
                return 200, {}, {}
        if self.command == "GET" and path.startswith("/orders/"):
            return self.show(path.removeprefix("/orders/"))
        raise Refusal(404, f"there is no {self.command} {path}")

    @staticmethod
    def json(body: bytes) -> dict:
        try:
            document = json.loads(body)
        except ValueError as error:
            raise Refusal(400, f"the content is no JSON: {error}")
        if not isinstance(document, dict):
            raise Refusal(400, "the content is no JSON object")
        return document

    def token(self) -> str:
        scheme, _, token = (self.headers.get("Authorization") or "").partition(" ")
        if scheme != "Bearer" or token not in self.shop.tokens:
            raise Refusal(401, "this token is not known")
        return token

    def session(self) -> str | None:
        for pair in (self.headers.get("Cookie") or "").split(";"):
            name, _, value = pair.strip().partition("=")
            if name == "session":
                return value
        return None

    def log_in(self, document: dict):
        user, password = document.get("user"), document.get("password")
        if not isinstance(user, str) or not user or password != PASSWORD:
            raise Refusal(401, "user or password is wrong")
        if self.session() is not None:
            raise Refusal(403, "a new visitor has no session yet")
        if self.shop.unique and user in self.shop.users:
            raise Refusal(409, f"{user} has logged in before")
        self.shop.count("logins")
        self.shop.users[user] = self.shop.users.get(user, 0) + 1
        token, session = secrets.token_urlsafe(16), secrets.token_hex(8)
        self.shop.tokens[token] = {"user": user, "session": session, "listed": set()}
        return 200, {"token": token, "user": user}, {"Set-Cookie": f"session={session}; Path=/; HttpOnly"}

    def visitor(self) -> dict:
        visitor = self.shop.tokens[self.token()]
        if self.session() != visitor["session"]:
            raise Refusal(403, "the session belongs to another token")
        return visitor

    def items(self, query: dict):
        visitor = self.visitor()
        page = int(query.get("page", ["0"])[0])
        items = ITEMS[page * PAGE : (page + 1) * PAGE]
        visitor["listed"] |= {item["id"] for item in items}
        following = f"/items?page={page + 1}" if (page + 1) * PAGE < len(ITEMS) else None
        return 200, {"items": items, "next": following}, {}

    def order(self, document: dict):
        visitor = self.visitor()
        if document.get("item") not in visitor["listed"]:
            raise Refusal(400, "this item was not listed to you")
        row = document.get("row")
        if row is not None:
            if row in self.shop.rows:
                raise Refusal(409, f"row {row} was used before")
            self.shop.rows.add(row)
        number = str(len(self.shop.orders) + 1)
        self.shop.orders[number] = {"order": number, "item": document["item"], "state": "open", "token": self.token()}
        self.shop.count("orders")
        return 201, {"order": number}, {"Location": f"/orders/{number}"}

    def show(self, number: str):
        self.visitor()
        order = self.shop.orders.get(number)
        if order is None:
            raise Refusal(404, f"there is no order {number}")
        if order["token"] != self.token():
            raise Refusal(403, "this order is another's")
        return 200, {name: value for name, value in order.items() if name != "token"}, {}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024


def serve(port: int = 0, unique: bool = False) -> Server:
    """A server on 127.0.0.1, not yet serving; its URL is `http://127.0.0.1:{server.server_port}`."""
    handler = type("ShopHandler", (Handler,), {"shop": Shop(unique)})
    return Server(("127.0.0.1", port), handler)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes any that is free")
    parser.add_argument("--unique", action="store_true", help="a user logs in once only; the second time is 409")
    options = parser.parse_args()
    server = serve(options.port, options.unique)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
