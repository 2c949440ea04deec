internal import FoundationEssentials

/// A response that says no, in the registry's own words.
///
/// Source: https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes
struct RegistryFault {
    let status: Int
    /// Such as `NAME_UNKNOWN`; empty where there is none.
    let code: String
    /// Bounded.
    let message: String

    init(_ response: RegistryResponse) {
        struct Document: Decodable {
            struct Entry: Decodable {
                let code: String?
                let message: String?
            }
            let errors: [Entry]?
        }
        let entry = (try? JSONDecoder().decode(Document.self, from: Data(response.body)))?.errors?.first
        status = response.status
        code = String((entry?.code ?? "").prefix(60))
        message = String((entry?.message ?? "").prefix(300))
    }

    /// `status 404 NAME_UNKNOWN: repository name not known to registry`
    var summary: String {
        "status \(status)" + (code.isEmpty ? "" : " \(code)") + (message.isEmpty ? "" : ": \(message)")
    }

    func error(in phase: RegistryPush.Phase, of reference: ImageReference) -> ImageError {
        let registry = reference.registry
        switch (phase, status) {
        case (.ping, 404):
            return ImageError(.refused, "\(registry) has no /v2/: it is no Docker registry (\(summary))")
        case (_, 403):
            return ImageError(
                .unauthorized,
                "\(registry) denies the push to \(reference.repository) (\(summary)). These credentials need to push there; "
                    + "for Amazon ECR, allow ecr:GetAuthorizationToken and the layer and image actions on the repository."
            )
        case (_, 404) where code == "NAME_UNKNOWN":
            return ImageError(
                .unknownRepository,
                "\(registry) has no repository '\(reference.repository)' (\(summary)). Create it, or deploy the stack first."
            )
        case (.put, 400), (.put, 409), (.put, 412):
            guard code == "TAG_INVALID" || message.contains("immutable") || status == 409 else { break }
            return ImageError(
                .immutableTag,
                "'\(reference.tag)' names another image in \(reference.repository), whose tags are immutable (\(summary)). "
                    + "Push under another tag; the one that names the content never collides."
            )
        case (.upload, 400) where code == "DIGEST_INVALID":
            return ImageError(
                .wrongDigest,
                "\(registry) received other bytes than were sent (\(summary)). Push again, and look for a proxy."
            )
        default: break
        }
        return ImageError(.refused, "\(registry) refused the push of \(reference) (\(summary))")
    }
}
