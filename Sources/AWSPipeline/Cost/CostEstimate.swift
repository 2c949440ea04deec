/// What a run adds to the bill, line by line, estimated on the high side. What stands whether runs take place or not (a NAT
/// gateway's hours, storage, logs) is left out.
public struct CostEstimate: Hashable, Sendable {
    /// One position.
    public struct Line: Hashable, Sendable {
        /// What is paid for.
        public let name: String
        /// How much of it.
        public let quantity: Double
        /// What `quantity` counts.
        public let unit: String
        /// US dollars per unit.
        public let unitPrice: Double
        /// US dollars.
        public var amount: Double { quantity * unitPrice }
    }

    /// The positions, none of them empty.
    public let lines: [Line]
    /// What a reader should know of the figures, in sentences.
    public let notes: [String]
    /// The sum in US dollars.
    public var totalUSD: Double { lines.reduce(0) { $0 + $1.amount } }

    /// Estimates the cost of `usage` at `prices`.
    public init(_ usage: RunUsage, prices: PriceTable = PriceTable()) {
        lines = Self.lines(usage, prices).filter { $0.quantity > 0 }
        notes = Self.notes(usage, prices)
    }

    private static func lines(_ usage: RunUsage, _ prices: PriceTable) -> [Line] {
        let size = usage.size
        let system = size.isARM ? "ARM" : "x86"
        let hours = Double(usage.tasks) * usage.billedSeconds / 3600
        let functions = usage.functions
        return [
            Line(
                name: "Fargate vCPU (\(system))",
                quantity: hours * Double(size.cpuUnits) / 1024,
                unit: "vCPU-hours",
                unitPrice: size.isARM ? prices.fargateARMVCPUHour : prices.fargateVCPUHour
            ),
            Line(
                name: "Fargate memory (\(system))",
                quantity: hours * Double(size.memoryMiB) / 1024,
                unit: "GB-hours",
                unitPrice: size.isARM ? prices.fargateARMGBHour : prices.fargateGBHour
            ),
            Line(
                name: "public addresses",
                quantity: size.hasPublicAddress ? hours : 0,
                unit: "hours",
                unitPrice: prices.publicAddressHour
            ),
            Line(
                name: "queue",
                quantity: Double(usage.queueRequests) / 1e6,
                unit: "million requests",
                unitPrice: prices.queueMillionRequests
            ),
            Line(
                name: "table writes",
                quantity: Double(usage.writeUnits) / 1e6,
                unit: "million write units",
                unitPrice: prices.tableMillionWrites
            ),
            Line(
                name: "table reads",
                quantity: usage.readUnits / 1e6,
                unit: "million read units",
                unitPrice: prices.tableMillionReads
            ),
            Line(
                name: "functions",
                quantity: functions.gbSeconds,
                unit: "GB-seconds",
                unitPrice: prices.lambdaGBSecond
            ),
            Line(
                name: "function calls",
                quantity: functions.calls / 1e6,
                unit: "million calls",
                unitPrice: prices.lambdaMillionRequests
            ),
            Line(
                name: "NAT gateway",
                quantity: usage.usesNATGateway ? usage.bytesSent / 1e9 : 0,
                unit: "GB sent",
                unitPrice: prices.natGatewayGB
            ),
            Line(name: "egress", quantity: usage.bytesSent / 1e9, unit: "GB sent", unitPrice: prices.egressGB),
        ]
    }

    private static func notes(_ usage: RunUsage, _ prices: PriceTable) -> [String] {
        var notes = ["on-demand prices of \(PriceTable.date), before free tiers, discounts and taxes"]
        if !prices.isOfRegion {
            notes.append("prices are those of us-east-1; \(prices.region) may cost a tenth to a third more")
        }
        if usage.usesSpot {
            notes.append("Fargate Spot varies, and is usually some 70 % below the on-demand price shown")
        }
        if usage.bytesSent == 0, usage.loadSeconds > 0 {
            notes.append("bytes sent are not included: the plan does not tell how many requests there will be")
        } else if usage.bytesSent > 0 {
            notes.append(
                "bytes sent are charged unless the target is in the same region and reached by private addresses"
            )
        }
        if usage.usesNATGateway {
            notes.append(
                "the NAT gateway's \(prices.natGatewayHour) USD per hour and the bytes received through it are not included"
            )
        }
        return notes
    }
}
