internal import Glibc

/// The system's words for an `errno` value, such as `Permission denied`.
enum SystemErrorText {
    static var current: String { of(errno) }

    static func of(_ number: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let text = buffer.baseAddress, strerror_r(number, text, buffer.count) == 0 else {
                return "error \(number)"
            }
            return String(cString: text)
        }
    }
}
