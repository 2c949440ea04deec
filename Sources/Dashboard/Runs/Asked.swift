internal import FoundationEssentials

/// What of a payload matters before it is read: nothing where it is none.
struct Asked: Decodable {
    var testId: String?
    var hasPlan = false

    init(_ payload: [UInt8]) {
        self = (try? JSONDecoder().decode(Asked.self, from: Data(payload))) ?? Asked()
    }

    private init() {}

    private enum CodingKeys: CodingKey {
        case testId, plan
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        testId = try? container.decode(String.self, forKey: .testId)
        hasPlan = container.contains(.plan)
    }
}
