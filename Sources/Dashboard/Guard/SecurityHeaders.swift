/// Fields that every response carries.
enum SecurityHeaders {
    /// For the dashboard's own pages: scripts and styles from this server only, nothing from elsewhere, in no frame.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

    /// For a report, a file of its own with script and style in it: an origin of its own too, so that nothing in it could
    /// act for the person who reads it.
    static let reportPolicy =
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox allow-scripts"

    static func add(to response: inout WebResponse) {
        let given = Set(response.headers.map(\.name))
        let wanted = [
            ("content-security-policy", policy), ("x-content-type-options", "nosniff"), ("x-frame-options", "DENY"),
            // With "no-referrer" browsers send `Origin: null` with the forms of the own page.
            ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"), ("cache-control", "no-store"),
        ]
        response.headers += wanted.filter { !given.contains($0.0) }.map { (name: $0.0, value: $0.1) }
    }
}
