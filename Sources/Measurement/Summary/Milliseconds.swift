/// Times in the summary are milliseconds with three decimals: whole microseconds, never NaN nor infinite.
enum Milliseconds {
    static func from(microseconds: UInt64) -> Double {
        Double(microseconds) / 1000
    }

    static func from(microseconds: Double) -> Double {
        microseconds.isFinite ? microseconds.rounded() / 1000 : 0
    }
}
