import Glibc
import Measurement

/// The machine that this process runs on.
enum Machine {
    static var facts: [RunDocument.Fact] {
        var name = utsname()
        guard uname(&name) == 0 else { return [] }
        let system = [text(&name.sysname), text(&name.release), text(&name.machine)].joined(separator: " ")
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return [RunDocument.Fact("This machine", "\(system), \(cores) cores")]
    }

    /// A field of `utsname`, which ends at its first zero.
    private static func text<Field>(_ field: inout Field) -> String {
        withUnsafeBytes(of: &field) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
