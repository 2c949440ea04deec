public import AWSClient
internal import CLinux
internal import Glibc
public import LoadPlan

/// Plans and their files in Amazon S3, by which they travel: never through the 8,192 characters that ECS takes.
public struct PlanObjects: Sendable {
    private let s3: S3Client

    /// Most bytes of a plan.
    public static let planBytes = 4 << 20
    /// Most bytes of the files of one plan: a task keeps them in memory, as its root is read-only.
    public static let dataBytes = 512 << 20

    /// Objects that the client may read.
    public init(_ s3: S3Client) {
        self.s3 = s3
    }

    /// A plan's text.
    /// - Throws: ``PlanObjectError`` where the location is none, or the object is too large; `AWSError`.
    public func plan(at location: String) async throws -> [UInt8] {
        guard let place = S3Location(location) else { throw PlanObjectError("\(location) names no object of S3") }
        var text: [UInt8] = []
        try await s3.readObject(place.key, in: place.bucket) { part in
            text += part
            guard text.count <= Self.planBytes else {
                throw PlanObjectError("\(place) is larger than a plan may be (\(Self.planBytes) bytes)")
            }
        }
        return text
    }

    /// The plan with every data set in a file of this process alone, in memory; data sets that are files already stay.
    /// - Throws: ``PlanObjectError``; `AWSError`.
    public func withLocalData(_ plan: TestPlan) async throws -> TestPlan {
        var plan = plan
        var left = Self.dataBytes
        for index in plan.dataSets.indices {
            guard let place = S3Location(plan.dataSets[index].location) else { continue }
            plan.dataSets[index].location = try await copy(place, &left)
        }
        return plan
    }

    /// - Parameter left: Bytes that may still be kept.
    private func copy(_ place: S3Location, _ left: inout Int) async throws -> String {
        let descriptor = clinux_memory_file()
        guard descriptor >= 0 else { throw PlanObjectError("the system has no memory for \(place)") }
        do {
            var room = left
            try await s3.readObject(place.key, in: place.bucket) { part in
                room -= part.count
                guard room >= 0 else {
                    throw PlanObjectError("the plan's files are larger than a task keeps (\(Self.dataBytes) bytes)")
                }
                guard Self.write(part, to: descriptor) else {
                    throw PlanObjectError("the system has no memory for \(place)")
                }
            }
            left = room
        } catch {
            close(descriptor)
            throw error
        }
        // Open for as long as the process lives: the path is its only name.
        return "/proc/self/fd/\(descriptor)"
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset)
            }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                return false
            }
            offset += count
        }
        return true
    }
}

/// Why a plan or its data cannot be had from S3.
public struct PlanObjectError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// A bounded label for metrics.
    public var label: String { "plan_object" }
    /// The message.
    public var description: String { message }

    init(_ message: String) {
        self.message = message
    }
}
