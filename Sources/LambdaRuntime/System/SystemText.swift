internal import Glibc

/// The system's words for an error number, such as `Connection refused`.
func systemText(_ number: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
        guard let text = buffer.baseAddress, strerror_r(number, text, buffer.count) == 0 else {
            return "error \(number)"
        }
        return String(cString: text)
    }
}
