import CNIOBoringSSL

@testable import LoadEngine

/// A certificate with its key, made for one test and valid for a day.
struct TestCertificate: Sendable {
    /// PEM texts.
    let pem: String
    let key: String

    /// - Parameters:
    ///   - alternative: the server's name, or its IPv4 address; an authority where there is none.
    ///   - issuer: who signs; itself where there is none.
    init(_ name: String, for alternative: String? = nil, by issuer: TestCertificate? = nil) throws {
        guard let own = EVP_PKEY_new(), let curve = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1),
            EC_KEY_generate_key(curve) == 1, EVP_PKEY_assign_EC_KEY(own, curve) == 1, let certificate = X509_new()
        else { throw Self.fault }
        defer {
            EVP_PKEY_free(own)
            X509_free(certificate)
        }
        X509_set_version(certificate, 2)
        ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1...1_000_000_000))
        X509_gmtime_adj(X509_getm_notBefore(certificate), -3600)
        X509_gmtime_adj(X509_getm_notAfter(certificate), 86_400)
        X509_set_pubkey(certificate, own)
        X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_ASC, name, -1, -1, 0)
        try Self.extend(certificate, for: alternative)
        if let issuer {
            let above = try Self.read(issuer.pem) { PEM_read_bio_X509($0, nil, nil, nil) }
            let signer = try Self.read(issuer.key) { PEM_read_bio_PrivateKey($0, nil, nil, nil) }
            X509_set_issuer_name(certificate, X509_get_subject_name(above))
            guard X509_sign(certificate, signer, EVP_sha256()) > 0 else { throw Self.fault }
            X509_free(above)
            EVP_PKEY_free(signer)
        } else {
            X509_set_issuer_name(certificate, X509_get_subject_name(certificate))
            guard X509_sign(certificate, own, EVP_sha256()) > 0 else { throw Self.fault }
        }
        pem = try Self.written { PEM_write_bio_X509($0, certificate) }
        key = try Self.written { PEM_write_bio_PrivateKey($0, own, nil, nil, 0, nil, nil) }
    }

    /// The key, encrypted, in the form of today and in that of old.
    func encryptedKeys() throws -> [String] {
        let own = try Self.read(key) { PEM_read_bio_PrivateKey($0, nil, nil, nil) }
        defer { EVP_PKEY_free(own) }
        let old = try Self.written { bio in
            let curve = EVP_PKEY_get0_EC_KEY(own)
            return PEM_write_bio_ECPrivateKey(
                bio,
                curve,
                EVP_aes_256_cbc(),
                nil,
                0,
                { buffer, _, _, _ in
                    for index in 0..<4 { buffer?[index] = 0x61 }
                    return 4
                },
                nil
            )
        }
        let new = try Self.written { bio in
            PEM_write_bio_PKCS8PrivateKey(bio, own, EVP_aes_256_cbc(), "aaaa", 4, nil, nil)
        }
        return [new, old]
    }

    /// `subjectAltName` or `basicConstraints` (RFC 5280, sections 4.2.1.6 and 4.2.1.9), in DER.
    private static func extend(_ certificate: OpaquePointer, for alternative: String?) throws {
        var content: [UInt8] = [0x30, 0x03, 0x01, 0x01, 0xFF]
        if let alternative {
            let address = alternative.split(separator: ".").compactMap { UInt8($0) }
            let name = address.count == 4 ? address : Array(alternative.utf8)
            let entry = [address.count == 4 ? 0x87 : 0x82, UInt8(name.count)] + name
            content = [0x30, UInt8(entry.count)] + entry
        }
        let kind = alternative == nil ? NID_basic_constraints : NID_subject_alt_name
        guard let octets = ASN1_OCTET_STRING_new() else { throw fault }
        defer { ASN1_OCTET_STRING_free(octets) }
        ASN1_OCTET_STRING_set(octets, content, Int32(content.count))
        guard let made = X509_EXTENSION_create_by_NID(nil, kind, alternative == nil ? 1 : 0, octets) else {
            throw fault
        }
        defer { X509_EXTENSION_free(made) }
        guard X509_add_ext(certificate, made, -1) == 1 else { throw fault }
    }

    static let fault = EngineError(.tls, "the test's certificate could not be made")

    static func read(_ pem: String, _ body: (OpaquePointer) -> OpaquePointer?) throws -> OpaquePointer {
        let bytes = Array(pem.utf8)
        return try bytes.withUnsafeBytes { bytes in
            guard let bio = BIO_new_mem_buf(bytes.baseAddress, bytes.count) else { throw fault }
            defer { BIO_free(bio) }
            guard let result = body(bio) else { throw fault }
            return result
        }
    }

    private static func written(_ body: (OpaquePointer) -> Int32) throws -> String {
        guard let bio = BIO_new(BIO_s_mem()) else { throw fault }
        defer { BIO_free(bio) }
        var contents: UnsafePointer<UInt8>?
        var count = 0
        guard body(bio) == 1, BIO_mem_contents(bio, &contents, &count) == 1 else { throw fault }
        return String(decoding: UnsafeBufferPointer(start: contents, count: count), as: UTF8.self)
    }
}
