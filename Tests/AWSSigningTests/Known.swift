import AWSSigning

/// What the known answers were made of.
enum Known {
    static let time = SigningTime(epochMilliseconds: 1_772_323_199_999)
    static let keys = Credentials(
        accessKeyId: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    )
    static let temporary = Credentials(
        accessKeyId: keys.accessKeyId,
        secretAccessKey: keys.secretAccessKey,
        sessionToken: "IQoJb3JpZ2luX2VjE+/token=="
    )
    static let hashOfHello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    static let hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    static func signer(_ service: String, _ region: String, _ options: SigningOptions = .standard) -> SigV4 {
        SigV4(region: region, service: service, options: options)
    }
}

extension [SigningRequest.Header] {
    func value(_ name: String) -> String? { first { $0.name == name }?.value }
}
