/// Lines in a square of 1000 × 1000, the origin at the top left.
enum ChartPath {
    /// The `d` of a path through points given as shares of the square, from the bottom left; gaps interrupt it.
    static func line(_ points: [(x: Double, y: Double?)]) -> String {
        var path = ""
        var isDrawing = false
        for (index, point) in points.enumerated() {
            guard let y = point.y else {
                isDrawing = false
                continue
            }
            path += "\(isDrawing ? "L" : "M")\(tenths(point.x * 1000)) \(tenths((1 - y) * 1000))"
            let isAlone = !isDrawing && (index + 1 == points.count || points[index + 1].y == nil)
            // A point between two gaps would have no length, and so not be seen.
            if isAlone { path += "h4" }
            isDrawing = true
        }
        return path
    }

    /// A number with at most one decimal.
    static func tenths(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let scaled = Int((value * 10).rounded())
        return scaled % 10 == 0 ? "\(scaled / 10)" : "\(scaled < 0 ? "-" : "")\(abs(scaled) / 10).\(abs(scaled) % 10)"
    }

    /// A share as a percentage for an attribute.
    static func percent(_ share: Double) -> String { tenths(share * 100) + "%" }
}
