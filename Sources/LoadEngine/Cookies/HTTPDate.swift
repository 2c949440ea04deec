/// The dates of cookies, read as leniently as RFC 6265, section 5.1.1, demands.
enum HTTPDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Epoch seconds; nil for what is no date.
    static func seconds(_ text: [UInt8]) -> Int64? {
        var time: (Int, Int, Int)?
        var day: Int?
        var month: Int?
        var year: Int?
        for token in text.split(whereSeparator: { isDelimiter($0) }) {
            let word = String(decoding: token, as: UTF8.self).lowercased()
            let number = Int(word.prefix { $0.isASCII && $0.isNumber })
            if time == nil, let found = clock(word) {
                time = found
            } else if day == nil, let number, number < 100 {
                day = number
            } else if month == nil, let found = months.firstIndex(where: { word.hasPrefix($0) }) {
                month = found + 1
            } else if year == nil, let number {
                year = number < 70 ? number + 2000 : number < 100 ? number + 1900 : number
            }
        }
        guard let time, let day, let month, let year, (1...31).contains(day), (1601...9999).contains(year),
            time.0 < 24, time.1 < 60, time.2 < 60
        else { return nil }
        return days(year, month, day) * 86_400 + Int64(time.0 * 3600 + time.1 * 60 + time.2)
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x20...0x2F, 0x3B...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    private static func clock(_ word: String) -> (Int, Int, Int)? {
        let parts = word.split(separator: ":").map { Int($0) }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2] else { return nil }
        return (hours, minutes, seconds)
    }

    /// Days from 1970-01-01 in the Gregorian calendar (Howard Hinnant, `days_from_civil`).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return Int64(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }
}
