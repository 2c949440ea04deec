internal import AWSClient
internal import Measurement

/// The parts of a window's item.
enum WindowFields {
    static func endpoints(_ value: inout AttributeReader) throws(AttributeMismatch) -> [EndpointWindow] {
        var endpoints: [EndpointWindow] = []
        try value.list { value throws(AttributeMismatch) in
            var fields = EndpointFields()
            try value.map { name, value throws(AttributeMismatch) in try fields.read(name, &value) }
            endpoints.append(try fields.endpoint())
        }
        return endpoints
    }

    static func groups(_ value: inout AttributeReader) throws(AttributeMismatch) -> [GroupWindow] {
        var groups: [GroupWindow] = []
        try value.list { value throws(AttributeMismatch) in
            var (name, completed, failed): (String?, UInt64?, UInt64?)
            var times = WindowTimes(["time"])
            try value.map { field, value throws(AttributeMismatch) in
                switch field {
                case "name": name = try value.string()
                case "completed": completed = try value.count()
                case "failed": failed = try value.count()
                default: if try !times.read(field, &value) { try value.skip() }
                }
            }
            guard let name, let completed, let failed, let time = times[0] else { throw AttributeMismatch() }
            groups.append(GroupWindow(name: name, completed: completed, failed: failed, time: time))
        }
        return groups
    }

    static func generator(_ value: inout AttributeReader) throws(AttributeMismatch) -> GeneratorWindow {
        var times = WindowTimes(["connect", "tlsHandshake", "startLag", "virtualUserWait"])
        try value.map { name, value throws(AttributeMismatch) in
            if try !times.read(name, &value) { try value.skip() }
        }
        guard let connect = times[0], let tlsHandshake = times[1], let startLag = times[2], let wait = times[3] else {
            throw AttributeMismatch()
        }
        return GeneratorWindow(
            connect: connect,
            tlsHandshake: tlsHandshake,
            startLag: startLag,
            virtualUserWait: wait
        )
    }

    /// Counts by text; a name that is stored in another form than its own is a mismatch.
    static func counts(_ value: inout AttributeReader) throws(AttributeMismatch) -> [String: UInt64] {
        var counts: [String: UInt64] = [:]
        try value.map { name, value throws(AttributeMismatch) in
            guard AttributeName.stored(name) == name else { throw AttributeMismatch() }
            counts[name] = try value.count()
        }
        return counts
    }

    /// Counts by status code.
    static func codes(_ value: inout AttributeReader) throws(AttributeMismatch) -> [Int: UInt64] {
        var counts: [Int: UInt64] = [:]
        try value.map { name, value throws(AttributeMismatch) in
            guard let code = Int(name), String(code) == name else { throw AttributeMismatch() }
            counts[code] = try value.count()
        }
        return counts
    }

    static func checks(_ value: inout AttributeReader) throws(AttributeMismatch) -> [String: CheckCounts] {
        var checks: [String: CheckCounts] = [:]
        try value.map { name, value throws(AttributeMismatch) in
            guard AttributeName.stored(name) == name else { throw AttributeMismatch() }
            var (passes, fails): (UInt64?, UInt64?)
            try value.map { name, value throws(AttributeMismatch) in
                switch name {
                case "passes": passes = try value.count()
                case "fails": fails = try value.count()
                default: try value.skip()
                }
            }
            guard let passes, let fails else { throw AttributeMismatch() }
            checks[name] = CheckCounts(passes: passes, fails: fails)
        }
        return checks
    }
}
