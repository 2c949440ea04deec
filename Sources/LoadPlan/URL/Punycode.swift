/// Punycode (RFC 3492): text outside ASCII as ASCII letters, digits and hyphens, without the `xn--` in front.
enum Punycode {
    private static let base = 36
    private static let initialBias = 72
    private static let initialScalar = 128

    /// Nil when the label is too long to be encoded without overflow.
    static func encode(_ label: [UnicodeScalar]) -> String? {
        var output = label.filter(\.isASCII).map { UInt8($0.value) }
        let basicCount = output.count
        if basicCount > 0 { output.append(UInt8(ascii: "-")) }
        var scalar = initialScalar
        var delta = 0
        var bias = initialBias
        var handled = basicCount
        while handled < label.count {
            guard let next = label.lazy.map({ Int($0.value) }).filter({ $0 >= scalar }).min() else { return nil }
            let (step, overflow) = (next - scalar).multipliedReportingOverflow(by: handled + 1)
            guard !overflow, delta <= Int(Int32.max) - step else { return nil }
            delta += step
            scalar = next
            for value in label.lazy.map({ Int($0.value) }) {
                if value < scalar { delta += 1 }
                guard value == scalar else { continue }
                var rest = delta
                for position in 1... {
                    let threshold = threshold(position, bias)
                    if rest < threshold { break }
                    output.append(digit(threshold + (rest - threshold) % (base - threshold)))
                    rest = (rest - threshold) / (base - threshold)
                }
                output.append(digit(rest))
                bias = adapt(delta, count: handled + 1, isFirst: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            scalar += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Nil for what is not Punycode.
    static func decode(_ text: some StringProtocol) -> [UnicodeScalar]? {
        let bytes = Array(text.utf8)
        let delimiter = bytes.lastIndex(of: UInt8(ascii: "-"))
        var output = bytes[..<(delimiter ?? 0)].map { UnicodeScalar($0) }
        guard output.allSatisfy(\.isASCII) else { return nil }
        var index = 0
        var scalar = initialScalar
        var bias = initialBias
        var rest = bytes[(delimiter.map { $0 + 1 } ?? 0)...]
        while !rest.isEmpty {
            let before = index
            var weight = 1
            for position in 1... {
                guard let byte = rest.popFirst(), let digit = value(byte) else { return nil }
                index += digit * weight
                guard index <= Int(Int32.max) else { return nil }
                let threshold = threshold(position, bias)
                if digit < threshold { break }
                weight *= base - threshold
                guard weight <= Int(Int32.max) else { return nil }
            }
            bias = adapt(index - before, count: output.count + 1, isFirst: before == 0)
            scalar += index / (output.count + 1)
            index %= output.count + 1
            guard let decoded = UnicodeScalar(UInt32(truncatingIfNeeded: scalar)), scalar <= 0x10FFFF else {
                return nil
            }
            output.insert(decoded, at: index)
            index += 1
        }
        return output
    }

    private static func threshold(_ position: Int, _ bias: Int) -> Int {
        min(max(base * position - bias, 1), 26)
    }

    private static func adapt(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var steps = 0
        while delta > 35 * 26 / 2 {
            delta /= 35
            steps += base
        }
        return steps + 36 * delta / (delta + 38)
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: value < 26 ? value + 0x61 : value - 26 + 0x30)
    }

    private static func value(_ byte: UInt8) -> Int? {
        if let digit = byte.decimalDigit { return Int(digit) + 26 }
        return byte.isASCIILetter ? Int(byte | 0x20) - 0x61 : nil
    }
}
