internal import LoadPlan

// MARK: How much, and for how long

extension PayloadDecoder {
    mutating func whole(_ field: PayloadField, in range: ClosedRange<Int>, isRequired: Bool = false) -> Int? {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let number = number(field, expected, isRequired: isRequired) else { return nil }
        guard let whole = Int(exactly: number.value), range.contains(whole) else {
            refuse(field, "\(number.shown) is not accepted: give \(expected)")
            return nil
        }
        return whole
    }

    /// When requests start, from `rate` and `duration`.
    mutating func profile() -> LoadProfile? {
        let rate = rate()
        guard let seconds = duration(), let rate else { return nil }
        guard rate > 0 else { return .closed(seconds: seconds) }
        let profile = RateProfile.constant(rate, seconds: seconds)
        guard profile.arrivals > 0 else {
            refuse(.rate, "the load calls for no request at all: give a higher rate, or a longer duration")
            return nil
        }
        return .open(profile, arrivals: .uniform)
    }

    /// Requests per second of the whole test; nil where it is refused.
    private mutating func rate() -> Double? {
        guard has(.rate) else { return 0 }
        let expected = "a number of requests per second of the whole test, 0 to \(Figure.decimal(limits.maxRate))"
        guard let number = number(.rate, expected) else { return nil }
        guard (0...limits.maxRate).contains(number.value) else {
            refuse(.rate, "\(number.shown) is not accepted: give \(expected)")
            return nil
        }
        return number.value
    }

    /// Length of the load in seconds.
    private mutating func duration() -> Double? {
        let longest = Figure.decimal(limits.maxSeconds)
        let expected = "whole seconds from 1 to \(longest), or a text such as \"90s\", \"5m\" or \"1h30m\""
        if case .string(let text) = self[.duration] { return duration(text, expected) }
        guard let number = number(.duration, expected, isRequired: true) else { return nil }
        guard number.value == number.value.rounded(), (1...limits.maxSeconds).contains(number.value) else {
            refuse(.duration, "\(number.shown) is not accepted: give \(expected)")
            return nil
        }
        return number.value
    }

    private mutating func duration(_ text: String, _ expected: String) -> Double? {
        let shown = PayloadDiagnostic.quoted(text)
        // A bare number in quotes may have been milliseconds where it comes from.
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            refuse(
                .duration,
                "\(shown) has no unit: give a number without quotes, in seconds, or a text such as \"90s\""
            )
            return nil
        }
        guard let seconds = try? DurationExpression.parse(text), seconds > 0, seconds <= limits.maxSeconds else {
            refuse(.duration, "\(shown) is not accepted: give \(expected)")
            return nil
        }
        return seconds
    }

    /// A JSON number; one in quotes, as some proxies send it, is refused with the advice to take them away.
    private mutating func number(
        _ field: PayloadField,
        _ expected: String,
        isRequired: Bool = false
    ) -> (value: Double, shown: String)? {
        switch self[field] {
        case nil:
            if isRequired { refuseMissing(field, expected) }
        case .number(let text):
            return (Double(text) ?? .infinity, PayloadDiagnostic.bounded(text, 40))
        case .string(let text) where Self.isNumber(text):
            let shown = PayloadDiagnostic.quoted(text)
            refuse(field, "\(shown) is a string: give \(expected), without quotes")
        case let value?:
            refuse(field, value, expected: expected)
        }
        return nil
    }

    /// Not `nan` and `0x10`, which `Double` takes too.
    private static func isNumber(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) } && Double(text) != nil
    }
}
