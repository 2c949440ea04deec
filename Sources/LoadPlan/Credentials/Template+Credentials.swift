extension Template {
    /// Whether the value stands in the template itself: text, or one of several texts, and no part of it is known in the task only –
    /// a secret, what was captured, a row of data, or what is made anew each time. Variables and the environment are text by now.
    var isWritten: Bool {
        var hasText = false
        for part in parts {
            switch part {
            case .text(let bytes): hasText = hasText || bytes.contains { $0 != 0x20 && $0 != 0x09 }
            case .value(.generator(.choice(let texts)), _): hasText = hasText || texts.contains { !$0.isEmpty }
            case .value: return false
            }
        }
        return hasText
    }

    /// Whether a part of it comes from a row of data.
    private var hasColumn: Bool {
        values.contains { if case .column = $0 { true } else { false } }
    }

    /// Whether the value of a header field is not for a preview, which shows texts and rows as they are.
    public func isHidden(as name: String) -> Bool {
        CredentialName.covers(name) && (isWritten || hasColumn)
    }

    /// The parameters of a URL's query, and of its fragment.
    var parameters: [(name: String, value: Template)] {
        var pairs: [(name: String, value: Template)] = []
        var name: [UInt8]?
        var value: [Part]?
        func take() {
            guard let found = name, let parts = value else { return }
            pairs.append((String(decoding: found, as: UTF8.self), Template(parts: parts)))
        }
        for part in parts {
            guard case .text(let bytes) = part else {
                if value != nil { value?.append(part) } else { name?.append(UInt8(ascii: "*")) }
                continue
            }
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"):
                    if byte == UInt8(ascii: "&"), name == nil { continue }
                    take()
                    (name, value) = ([], nil)
                case UInt8(ascii: "=") where name != nil && value == nil: value = []
                default:
                    if value != nil { value?.append(.text([byte])) } else { name?.append(byte) }
                }
            }
        }
        take()
        return pairs
    }

    /// User and password of a whole URL; nil where it has none, or is a path.
    var userInfo: Template? {
        guard case .text(let bytes) = parts.first else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let scheme = text.firstRange(of: "://"), !text[..<scheme.lowerBound].contains("/") else { return nil }
        let authority = text[scheme.upperBound...].prefix { !"/?#".contains($0) }
        return authority.lastIndex(of: "@").map { Template(String(authority[..<$0])) }
    }
}
