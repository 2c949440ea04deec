import ContainerImage
import Synchronization

/// A registry as the distribution specification describes it, in memory. It answers what breaks the protocol with an error,
/// and a test can make single requests fail.
final class ModelRegistry: RegistryTransport {
    enum Access {
        case open
        case basic(String)
        case bearer(String)
    }

    enum Fault {
        case answer(RegistryResponse)
        /// The request is carried out and its answer lost.
        case lostAnswer
        case noAnswer
    }

    struct Unreachable: Error {}

    struct State {
        var repositories: Set<String> = ["repo"]
        var blobs: [String: [UInt8]] = [:]
        var manifests: [String: [UInt8]] = [:]
        var isImmutable = false
        var tokens = 0
        var uploads: Set<Int> = []
        var requests: [RegistryRequest] = []
        /// Faults of requests by their ordinal, from 1.
        var faults: [Int: Fault] = [:]
        /// Where uploads are sent; nil for a relative place.
        var uploadHost: String?
        var saysDigests = true
        /// Damages what it stores of blobs.
        var corrupts = false
    }

    private let access: Access
    private let state: Mutex<State>

    init(_ access: Access = .open, _ change: (inout State) -> Void = { _ in }) {
        self.access = access
        var state = State()
        change(&state)
        self.state = Mutex(state)
    }

    var now: State { state.withLock { $0 } }
    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }

    func send(_ request: RegistryRequest, timeout: Duration) async throws -> RegistryResponse {
        try state.withLock { state in
            state.requests.append(request)
            switch state.faults.removeValue(forKey: state.requests.count) {
            case .answer(let response): return response
            case .noAnswer: throw Unreachable()
            case .lostAnswer:
                _ = answer(request, &state)
                throw Unreachable()
            case nil: return answer(request, &state)
            }
        }
    }

    private func answer(_ request: RegistryRequest, _ state: inout State) -> RegistryResponse {
        let path = "/" + request.url.split(separator: "/").dropFirst(2).joined(separator: "/")
        if path.hasPrefix("/token?") { return token(request, path, &state) }
        guard isAllowed(request, state) else { return challenge }
        let parts = path.split(separator: "/").map(String.init)
        guard parts.first == "v2" else { return .fault(404, "", "no such page") }
        if parts.count == 1 { return RegistryResponse(status: 200) }
        guard parts.count >= 4 else { return .fault(404, "", "no such page") }
        guard state.repositories.contains(parts[1]) else {
            return .fault(404, "NAME_UNKNOWN", "repository name not known to registry")
        }
        switch (request.method, parts[2]) {
        case ("HEAD", "blobs"): return RegistryResponse(status: state.blobs[parts[3]] == nil ? 404 : 200)
        case ("POST", "blobs"):
            let upload = state.requests.count
            state.uploads.insert(upload)
            let place = (state.uploadHost ?? "") + "/v2/\(parts[1])/blobs/uploads/\(upload)?state=a%2Fb"
            return RegistryResponse(status: 202, headers: [RegistryHeader("location", place)])
        case ("PUT", "blobs"): return take(request, parts, &state)
        case ("GET", "manifests"):
            guard let manifest = state.manifests[parts[3]] else { return .fault(404, "MANIFEST_UNKNOWN", "unknown") }
            return RegistryResponse(status: 200, body: manifest)
        case ("PUT", "manifests"): return name(request, parts[3], &state)
        default: return .fault(405, "UNSUPPORTED", "unsupported")
        }
    }

    private func take(_ request: RegistryRequest, _ parts: [String], _ state: inout State) -> RegistryResponse {
        let pieces = (parts.last ?? "").split(separator: "?")
        guard parts.count == 5, let upload = pieces.first.flatMap({ Int($0) }), state.uploads.remove(upload) != nil
        else {
            return .fault(404, "BLOB_UPLOAD_UNKNOWN", "upload unknown")
        }
        let digest = BlobDigest(of: request.body).description
        guard pieces.last == "state=a%2Fb&digest=\(digest)" else {
            return .fault(400, "DIGEST_INVALID", "provided digest did not match uploaded content")
        }
        state.blobs[digest] = request.body
        let told = state.corrupts ? BlobDigest(of: request.body + [0]).description : digest
        return RegistryResponse(
            status: 201,
            headers: state.saysDigests ? [RegistryHeader("Docker-Content-Digest", told)] : []
        )
    }

    private func name(_ request: RegistryRequest, _ tag: String, _ state: inout State) -> RegistryResponse {
        guard state.blobs.keys.allSatisfy({ String(decoding: request.body, as: UTF8.self).contains($0) }),
            state.blobs.count >= 2
        else { return .fault(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry") }
        if state.isImmutable, state.manifests[tag] != nil {
            return .fault(400, "TAG_INVALID", "The image tag '\(tag)' already exists and the repository is immutable.")
        }
        state.manifests[tag] = request.body
        let digest = RegistryHeader("docker-content-digest", BlobDigest(of: request.body).description)
        return RegistryResponse(status: 201, headers: state.saysDigests ? [digest] : [])
    }

    private func token(_ request: RegistryRequest, _ path: String, _ state: inout State) -> RegistryResponse {
        guard path == "/token?service=registry&scope=repository%3Arepo%3Apull%2Cpush",
            case .bearer(let password) = access,
            request.headers.contains(RegistryHeader("Authorization", "Basic \(password)"))
        else { return .fault(401, "UNAUTHORIZED", "bad password") }
        state.tokens += 1
        return RegistryResponse(status: 200, body: Array(#"{"token":"t\#(state.tokens)"}"#.utf8))
    }

    private var challenge: RegistryResponse {
        var response = RegistryResponse.fault(401, "UNAUTHORIZED", "authentication required")
        let value =
            if case .basic = access {
                #"Basic realm="registry""#
            } else {
                #"Bearer realm="http://127.0.0.1:5000/token",service="registry",scope="repository:repo:pull,push""#
            }
        response.headers.append(RegistryHeader("Www-Authenticate", value))
        return response
    }

    private func isAllowed(_ request: RegistryRequest, _ state: State) -> Bool {
        switch access {
        case .open: true
        case .basic(let password): request.headers.contains(RegistryHeader("Authorization", "Basic \(password)"))
        case .bearer: request.headers.contains(RegistryHeader("Authorization", "Bearer t\(state.tokens)"))
        }
    }
}

extension RegistryResponse {
    static func fault(_ status: Int, _ code: String, _ message: String) -> RegistryResponse {
        let body = #"{"errors":[{"code":"\#(code)","message":"\#(message)"}]}"#
        return RegistryResponse(status: status, body: Array(body.utf8))
    }
}
