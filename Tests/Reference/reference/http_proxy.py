"""An HTTP proxy (RFC 9110, sections 7.6 and 9.3.6) on loopback: forwards, opens tunnels, and remembers what it was asked for.

It resolves every name to loopback, so that targets may have any name. Ports are those of the request."""

import asyncio
import base64
import threading
from urllib.parse import urlsplit


class Proxy:
    """`credentials` are asked for where they are given; `delay` seconds pass before a tunnel opens; `behaviour` may be
    `forward`, or what to do about CONNECT instead: `reset`, `silence`, `garbage`, or a status line."""

    def __init__(self, credentials: str | None = None, delay: float = 0, behaviour: str = "forward"):
        self._credentials = credentials and "Basic " + base64.b64encode(credentials.encode()).decode()
        self._delay, self._behaviour = delay, behaviour
        self.lines: list[str] = []
        self.connections = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()
        assert self._ready.wait(10)

    def url(self, credentials: str = "") -> str:
        return f"http://{credentials and credentials + '@'}127.0.0.1:{self.port}"

    def count(self, method: str) -> int:
        return sum(line.startswith(method + " ") for line in self.lines)

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=256))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.connections += 1
        try:
            while await self._exchange(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _exchange(self, reader, writer) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *fields = head.strip().split("\r\n")
        self.lines.append(line)
        method, target, _ = line.split(" ")
        headers = {name.lower(): value.strip() for name, value in (field.split(":", 1) for field in fields)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        if self._credentials and headers.get("proxy-authorization") != self._credentials:
            writer.write(b'HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm="p"\r\nContent-Length: 3\r\n\r\nwho')
            await writer.drain()
            return True
        if method == "CONNECT":
            await self._tunnel(target, reader, writer)
            return False
        url = urlsplit(target)
        assert url.scheme == "http", line
        kept = [field for field in fields if not field.lower().startswith("proxy-")]
        path = (url.path or "/") + ("?" + url.query if url.query else "")
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", url.port or 80)
        up_writer.write("\r\n".join([f"{method} {path} HTTP/1.1", *kept, "Connection: close", "", ""]).encode("latin-1") + body)
        answer = await up_reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(field.split(b":")[1]) for field in answer.split(b"\r\n") if field.lower().startswith(b"content-length:")), 0
        )
        content = await up_reader.readexactly(length)
        up_writer.close()
        # What was said about that connection is not about this one.
        answer = b"\r\n".join(f for f in answer.split(b"\r\n") if not f.lower().startswith(b"connection:"))
        writer.write(answer + content)
        await writer.drain()
        return True

    async def _tunnel(self, target, reader, writer):
        if self._behaviour == "silence":
            await reader.read()
            return
        if self._behaviour == "reset":
            writer.transport.abort()
            return
        if self._behaviour == "garbage":
            writer.write(b"\x15\x03\x01\x00\x02\x02\x28")
            await writer.drain()
            return
        await asyncio.sleep(self._delay)
        if self._behaviour != "forward":
            writer.write(f"HTTP/1.1 {self._behaviour}\r\nContent-Length: 4\r\n\r\nsorr".encode())
            await writer.drain()
            return
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", int(target.rsplit(":", 1)[1]))
        writer.write(b"HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n")
        await asyncio.gather(self._relay(reader, up_writer), self._relay(up_reader, writer))

    @staticmethod
    async def _relay(reader, writer):
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()
