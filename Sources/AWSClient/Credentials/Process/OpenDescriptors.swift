internal import Glibc

/// The descriptors that are open in this process, whoever opened or handed them down.
enum OpenDescriptors {
    /// Their numbers; one may be closed or opened meanwhile. None where the system does not tell.
    static func list() -> [Int32] {
        guard let directory = opendir("/proc/self/fd") else { return [] }
        defer { closedir(directory) }
        var numbers: [Int32] = []
        while let entry = readdir(directory) {
            let number = withUnsafeBytes(of: entry.pointee.d_name) { name in
                Int32(String(decoding: name.prefix { $0 != 0 }, as: UTF8.self))
            }
            if let number { numbers.append(number) }
        }
        return numbers
    }
}
