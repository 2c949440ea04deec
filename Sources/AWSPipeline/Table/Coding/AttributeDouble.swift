internal import AWSClient

/// Doubles: an `N` wherever DynamoDB has one, text where it has not (1e300, 5e-324). Reads back to the last bit.
enum AttributeDouble {
    static func attribute(_ value: Double) -> AttributeValue {
        .decimal(value) ?? .string(value.description)
    }

    static func value(_ attribute: AttributeValue) -> Double? {
        attribute.double ?? attribute.string.flatMap(Double.init)
    }
}
