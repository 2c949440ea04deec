/// The bucket layout of a histogram that another encoder wrote, and its way into ``HistogramLayout``.
///
/// Coarser layouts than ours (fewer digits, a larger lowest value) are read: a bucket is counted under its lowest value,
/// as HdrHistogram's own `add` does between unlike histograms. Finer ones would lose digits silently and are refused.
struct ForeignLayout {
    private let halfMagnitude: UInt64
    private let unitMagnitude: UInt64
    /// Whether every bucket is one of ours.
    let isOurs: Bool

    /// Number of buckets up to the value 2⁶³ − 1. Never more than ``HistogramLayout/bucketCount``.
    let bucketCount: Int

    /// - Throws: `unsupportedLayout` unless `digits` is 1…3 and `lowest` leaves room for one power of two.
    init(digits: UInt32, lowest: UInt64) throws(HistogramDecodingError) {
        switch digits {
        case 1: halfMagnitude = 4
        case 2: halfMagnitude = 7
        case 3: halfMagnitude = 10
        default:
            throw HistogramDecodingError(
                .unsupportedLayout,
                "The histogram has \(digits) significant digits; 1, 2 and 3 are read."
            )
        }
        unitMagnitude = lowest == 0 ? 64 : UInt64(63 - lowest.leadingZeroBitCount)
        guard unitMagnitude + halfMagnitude <= 61 else {
            throw HistogramDecodingError(
                .unsupportedLayout,
                "The histogram's lowest discernible value is \(lowest); it must be at least 1 and leave room for larger values."
            )
        }
        isOurs = digits == 3 && unitMagnitude == 0
        bucketCount = Int((64 - unitMagnitude - halfMagnitude) << halfMagnitude)
    }

    /// Our bucket for the foreign bucket `index`, which must be in `0..<bucketCount`. Rises strictly with `index`.
    func ownIndex(of index: Int) -> Int {
        guard !isOurs else { return index }
        let half: UInt64 = 1 << halfMagnitude
        let position = UInt64(index)
        let shift = position < 2 * half ? 0 : position >> halfMagnitude - 1
        return HistogramLayout.index(of: (position - shift * half) << (shift + unitMagnitude))
    }
}
