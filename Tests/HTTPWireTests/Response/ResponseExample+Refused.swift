import HTTPWire

extension ResponseExample {
    static let refused: [ResponseExample] =
        statusLines.map { .failing(.malformedStatusLine, $0) }
        + fields.map { .failing(.malformedHeader, "HTTP/1.1 200 OK\r\n" + $0) }
        + lengths.map { .failing(.invalidContentLength, "HTTP/1.1 200 OK\r\nContent-Length:\($0)\r\n\r\n") }
        + conflicts.map { .failing(.conflictingFraming, "HTTP/1.1 200 OK\r\n\($0)\r\n\r\n") }
        + chunkSizes.map { .failing(.invalidChunkSize, chunkedHead + $0) }
        + chunks.map { .failing(.malformedChunk, chunkedHead + $0) }
        + trailers.map { .failing(.malformedHeader, chunkedHead + "0\r\n" + $0) }
        + [
            .failing(.invalidTransferEncoding, "HTTP/1.1 200 OK\r\nTransfer-Encoding: \r\n\r\n"),
            .failing(.conflictingFraming, chunkedHead + "0\r\nContent-Length: 0\r\n\r\n"),
            .failing(.unexpectedUpgrade, "HTTP/1.1 101 X\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n"),
        ]

    private static let statusLines = [
        "GET / HTTP/1.1\r\n", "HTTPER/1.1 200 OK\r\n", "http/1.1 200 OK\r\n", "HTTP/1.1  200 OK\r\n",
        "HTTP/1.12 00 OK\r\n",
        "HTTP/1.2 200 OK\r\n", "HTTP/2.1 200 OK\r\n", "HTTP/3.0 200 OK\r\n", "HTTP/11 200 OK\r\n", "HTTP/1.1 20 OK\r\n",
        "HTTP/1.1 2000 OK\r\n", "HTTP/1.1 -20 OK\r\n", "HTTP/1.1 20x OK\r\n", "HTTP/1.1 OK\r\n", "HTTP/1.1\t200 OK\r\n",
        "HTTP/1.1 200\tOK\r\n", "HTTP/1.1 200 OK\n", "HTTP/1.1 200\n", "HTTP/1.1 200 O\rK\r\n", "HTTP/1.1 200 OK\r\r\n",
        "HTTP/1.1 200 O\0K\r\n", " HTTP/1.1 200 OK\r\n", "\u{15}\u{3}\u{1}\0\u{2}\u{2}\u{16}", "ICY 200 OK\r\n",
    ]

    private static let fields = [
        " folded\r\n\r\n", "A: b\r\n folded\r\n\r\n", "A: b\r\n\tfolded\r\n\r\n", "A : b\r\n\r\n", "A\t: b\r\n\r\n",
        ": b\r\n\r\n",
        "A\r\n\r\n", "en-US Content-Type: x\r\n\r\n", "A(b): c\r\n\r\n", "Ä: b\r\n\r\n", "A: b\n\r\n",
        "A: b\rc\r\n\r\n", "A: b\0\r\n\r\n",
        "A: \u{1}\r\n\r\n", "A: b\u{7F}\r\n\r\n", "A: b\r\n\n", "A: b\r\n\rX", "\n", "Content-Length: 1\n\nx",
        "A\0: b\r\n\r\n",
    ]

    private static let lengths = [
        "", " ", " x", " 1x", " 1 2", " 1,1", " +1", " -1", " 0x1", " 1.0", " 18446744073709551616",
        " 184467440737095516150", " 99999999999999999999999",
    ]

    private static let conflicts = [
        "Content-Length: 1\r\nContent-Length: 1", "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: 1\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 1",
        "Content-Length: 1\r\nTransfer-Encoding: identity", "tRANSFER-eNCODING: x\r\ncONTENT-lENGTH: 1",
    ]

    private static let chunkSizes = [
        "\r\n", "x\r\n", " 5\r\nhello\r\n", "5 \r\nhello\r\n", "5\t\r\nhello\r\n", "5 ;a\r\nhello\r\n", "-5\r\n",
        "0x5\r\n", ";a\r\n",
        "10000000000000000\r\n", "fffffffffffffffff\r\n", "5\nhello\r\n", "5g\r\n", "\n",
    ]

    private static let chunks = [
        "5\rhello", "5; a\r\nhello", "5;\r\nhello", "5;a\nhello", "5;a=\"b\r\nhello", "5;a=\"b\"c\r\nhello",
        "5;a=\"\u{7F}\"\r\n",
        "5;a b\r\nhello", "5;a=b c\r\nhello", "5;a\0\r\n", "5;a=\"\\\n\"\r\n", "1\r\nab\r\n", "1\r\na\n", "1\r\na\rb",
        "1\r\na0\r\n\r\n",
        "0;a\rb",
    ]

    private static let trailers = [" a\r\n\r\n", "a\r\n\r\n", "a: b\n\r\n", "\rx", "a b: c\r\n\r\n"]
}
