import LoadPlan

/// How much, and when, of a plan.
struct Load {
    var profile: LoadProfile
    var virtualUsers: Int
    var userStages: [UserStage] = []
    var iterations: Int?
    var warmUpSeconds = 0.0
    var seed: UInt64 = 0
}

/// The stages of a profile: all open, or all closed.
enum Stages {
    case open(RateProfile)
    case closed([UserStage])
}

/// `100`, or `0..200`: from one value to another.
struct Span {
    let from: String
    let to: String

    init(_ text: String) {
        var index = text.startIndex
        while index < text.endIndex, !text[index...].hasPrefix("..") { index = text.index(after: index) }
        guard index < text.endIndex else {
            (from, to) = (text, text)
            return
        }
        let first = ValueText.trimmed(text[..<index])
        let last = ValueText.trimmed(text[text.index(index, offsetBy: 2)...])
        // `0..200/m` is 0/m to 200/m.
        let unit = last.firstIndex(of: "/").map { String(last[$0...]) } ?? ""
        from = first.contains("/") || first.isEmpty ? first : first + unit
        to = last
    }
}
