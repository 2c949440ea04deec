import ContainerImage
import FoundationEssentials

/// Requests to a real registry, carried by curl.
struct CurlTransport: RegistryTransport {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let curl: Program

    func send(_ request: RegistryRequest, timeout: Duration) async throws -> RegistryResponse {
        let folder = try Folder()
        let (heads, body) = ("\(folder.path)/heads", "\(folder.path)/body")
        var arguments = ["--silent", "--show-error", "--max-time", "60", "--dump-header", heads, "--output", body]
        arguments += request.method == "HEAD" ? ["--head"] : ["--request", request.method]
        for header in request.headers { arguments += ["--header", "\(header.name): \(header.value)"] }
        if !request.body.isEmpty { arguments += ["--data-binary", "@" + (try folder.write(request.body, "sent"))] }
        let run = try curl.run(arguments + [request.url])
        guard run.status == 0 else { throw Failure(description: String(decoding: run.output, as: UTF8.self)) }
        let lines = String(decoding: try Data(contentsOf: URL(filePath: heads)), as: UTF8.self).split(separator: "\r\n")
        // An answer `100 Continue` may come before the one that counts.
        let start = lines.lastIndex { $0.hasPrefix("HTTP/") } ?? 0
        return RegistryResponse(
            status: lines[start].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0,
            headers: lines[(start + 1)...].compactMap { line in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let value = line[line.index(after: colon)...].drop { $0 == " " }
                return RegistryHeader(String(line[..<colon]), String(value))
            },
            body: (try? Data(contentsOf: URL(filePath: body))).map(Array.init) ?? []
        )
    }
}
