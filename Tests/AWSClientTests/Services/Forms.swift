import AWSClient
import AWSSigning

extension AWSRequest {
    /// The fields of a form, decoded, as lines.
    var form: [String] {
        String(decoding: body, as: UTF8.self).split(separator: "&").map { PercentEncoding.decode($0) }
    }
}
