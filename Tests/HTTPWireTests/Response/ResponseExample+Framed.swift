import HTTPWire

extension ResponseExample {
    static let framed: [ResponseExample] = [
        .valid("a body of known length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", body: "hello"),
        .valid("no reason", "HTTP/1.1 404\r\ncontent-length:0\r\n\r\n", status: 404),
        .valid("an empty reason", "HTTP/1.1 500 \r\nCONTENT-LENGTH: 0\r\n\r\n", status: 500),
        .valid("obs-text in the reason", "HTTP/1.1 200 Oriëntatie\tx\r\nContent-Length: 0\r\n\r\n"),
        .valid("an unregistered status", "HTTP/1.1 799 X\r\nContent-Length: 1\r\n\r\n!", status: 799, body: "!"),
        .valid("stray line ends before the start", "\r\n\n\rHTTP/1.1 204 No\r\n\r\n", status: 204),
        .valid("blanks around the length", "HTTP/1.1 200 OK\r\nContent-Length: \t 3 \t\r\n\r\nabc", body: "abc"),
        .valid(
            "the largest name block",
            "HTTP/1.1 200 OK\r\nX-Abcdefghijklmnopqrstuvwxyz: 1\r\nContent-Length: 0\r\n\r\n"
        ),
        .valid("every token character", "HTTP/1.1 200 OK\r\n!#$%&'*+-.^_`|~09azAZ: 1\r\nContent-Length: 0\r\n\r\n"),
        .valid("tabs and obs-text in a value", "HTTP/1.1 200 OK\r\nX:\té\t\tü\t\r\nX:\r\nContent-Length: 0\r\n\r\n"),
        .valid(
            "names that only begin like others",
            "HTTP/1.1 204 X\r\nContent-Length-X: a\r\nConnections: close\r\n\r\n",
            status: 204
        ),
        .valid("a hyphen is no carriage return", "HTTP/1.1 204 X\r\nContentXLength: a\r\n\r\n", status: 204),
        .valid("304 with a length", "HTTP/1.1 304 X\r\nContent-Length: 10\r\n\r\n", status: 304),
        .valid("304 with chunks announced", "HTTP/1.1 304 X\r\nTransfer-Encoding: chunked\r\n\r\n", status: 304),
        .valid(
            "100 and 103 before it",
            "HTTP/1.1 100 C\r\n\r\n\r\nHTTP/1.1 103 E\r\nLink: a\r\nContent-Length: 7\r\n\r\nHTTP/1.1 200 K\r\nContent-Length: 2\r\n\r\nok",
            body: "ok"
        ),
        .valid(
            "a connection that interim heads cannot close",
            "HTTP/1.1 100 C\r\nConnection: close\r\n\r\nHTTP/1.1 204 X\r\n\r\n",
            status: 204
        ),
        .head("HEAD with a length", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
        .head("HEAD with chunks", chunkedHead),
        .head("HEAD without framing", "HTTP/1.1 200 OK\r\n\r\n"),

        .valid("chunks", chunkedHead + "3\r\nabc\r\n0002\r\nde\r\n0\r\n\r\n", body: "abcde"),
        .valid(
            "hexadecimal in both cases",
            chunkedHead + "a\r\n0123456789\r\nB\r\n0123456789!\r\n0\r\n\r\n",
            body: "01234567890123456789!"
        ),
        .valid(
            "extensions with hex digits",
            chunkedHead + "5;x=1;abc;d=\"\\\"e;\";f=\r\nhello\r\n0;last\r\n\r\n",
            body: "hello"
        ),
        .valid("trailers", chunkedHead + "1\r\nx\r\n0\r\nA: b\r\nConnection-X: close\r\n\r\n", body: "x"),
        .valid(
            "several codings",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked \r\n\r\n1\r\nx\r\n0\r\n\r\n",
            body: "x"
        ),
        .valid(
            "codings in two fields",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\ntransfer-encoding:chunked\r\n\r\n0\r\n\r\n"
        ),
        .valid("line ends as payload", chunkedHead + "4\r\n\r\n\r\n\r\n0\r\n\r\n", body: "\r\n\r\n"),

        .closing("close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        .closing(
            "close among others",
            "HTTP/1.1 200 OK\r\nConnection: x ,\tCLOSE\t, keep-alive\r\nContent-Length: 0\r\n\r\n"
        ),
        .closing("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", body: "x"),
        .closing(
            "HTTP/1.0 with chunks",
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        .valid("HTTP/1.0 that keeps alive", "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n"),
        .valid("close-like words", "HTTP/1.1 204 X\r\nConnection: closed, clos e\r\n\r\n", status: 204),
        .untilClose(
            "no framing",
            "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\nHTTP/1.1 200 OK",
            body: "HTTP/1.1 200 OK"
        ),
        .untilClose(
            "another coding last",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n1\r\nx",
            body: "1\r\nx"
        ),
        .untilClose(
            "another coding in a later field",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\nx",
            body: "x"
        ),
        .untilClose(
            "a coding that begins like chunked",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunkedchunked\r\n\r\nx",
            body: "x"
        ),
        .untilClose("HTTP/0.9", "HTTP/0.9 200 OK\r\n\r\nx", body: "x"),
    ]
}
