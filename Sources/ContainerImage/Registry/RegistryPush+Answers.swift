internal import FoundationEssentials

extension RegistryPush {
    /// Takes in a response to the phase's own request that is neither a challenge nor a passing trouble.
    mutating func answered(_ response: RegistryResponse) -> Step {
        switch (phase, response.status) {
        case (.ping, 200): return move(to: .lookUp)
        case (.lookUp, 200):
            guard Self.config(of: response.body) == image.config.digest.description else { return check(0) }
            return done(BlobDigest(of: response.body).description, wasThere: true)
        case (.lookUp, 404): return check(0)
        case (.check(let index), 404): return turn(to: .begin(index))
        // A registry that keeps blobs elsewhere names the place of one that it has.
        case (.check(let index), 200), (.check(let index), 301...308):
            skipped += 1
            note(.skipped(image.blobs[index].digest))
            return check(index + 1)
        case (.begin(let index), 202): return upload(index, response)
        case (.upload(let index, _), 201):
            let blob = image.blobs[index]
            if let digest = response.header("Docker-Content-Digest"), digest != blob.digest.description {
                return .failed(wrongDigest(of: "blob \(blob.digest)", digest))
            }
            pushed += 1
            bytes += blob.content.count
            note(.sent(blob.digest))
            return check(index + 1)
        // The upload was lost: begin it again.
        case (.upload, 404), (.upload, 416): return retry(after: nil, RegistryFault(response).summary)
        case (.put, 201), (.put, 202): return stored(response.header("Docker-Content-Digest"))
        case (.verify, 200): return stored(BlobDigest(of: response.body).description)
        default: return .failed(RegistryFault(response).error(in: phase, of: reference))
        }
    }

    private mutating func check(_ index: Int) -> Step {
        move(to: index < image.blobs.count ? .check(index) : .put)
    }

    private mutating func upload(_ index: Int, _ response: RegistryResponse) -> Step {
        guard let location = location(response) else {
            return .failed(
                ImageError(
                    .invalidResponse,
                    "\(reference.registry) took an upload without saying where to send it; is this a registry?"
                )
            )
        }
        let blob = image.blobs[index]
        note(.sending(blob.digest, bytes: blob.content.count))
        return turn(to: .upload(index, location: location))
    }

    private mutating func stored(_ digest: String?) -> Step {
        guard let digest else { return move(to: .verify) }
        guard digest == image.digest.description else { return .failed(wrongDigest(of: "\(reference)", digest)) }
        return done(digest, wasThere: false)
    }

    private func done(_ digest: String, wasThere: Bool) -> Step {
        .done(
            PushReport(
                reference: reference,
                digest: digest,
                wasThere: wasThere,
                pushed: pushed,
                skipped: skipped,
                bytes: bytes
            )
        )
    }

    private func wrongDigest(of what: String, _ digest: String) -> ImageError {
        ImageError(
            .wrongDigest,
            "\(reference.registry) names \(what) \(digest.prefix(80)), but \(image.digest) was sent: something on the way "
                + "changed it. Push again, and look for a proxy."
        )
    }

    /// The configuration that a manifest names; nil where it is none.
    private static func config(of manifest: [UInt8]) -> String? {
        struct Manifest: Decodable {
            struct Config: Decodable { let digest: String }
            let config: Config?
        }
        return (try? JSONDecoder().decode(Manifest.self, from: Data(manifest)))?.config?.digest
    }
}
