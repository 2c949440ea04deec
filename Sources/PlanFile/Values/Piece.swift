import LoadPlan

/// A piece of a text whose names are resolved.
enum Piece: Hashable {
    /// As it stands in the plan.
    case written(String)
    /// What a variable or the environment puts there, known when the plan is read; `isRaw` where it is to be taken as if it had been
    /// written there.
    case inserted(String, isRaw: Bool)
    /// What is known in the task only; `isRaw` where it is to be taken as it is.
    case value(ValueSource, isRaw: Bool)

    /// The text, where it is known.
    var text: String? {
        switch self {
        case .written(let text), .inserted(let text, _): text
        case .value: nil
        }
    }
}

/// Why a value is none.
struct ValueProblem: Error, Hashable {
    /// The value as written, with its braces.
    let text: String
    /// What is wrong and what is accepted.
    let message: String
}
