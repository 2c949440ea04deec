// swift-tools-version: 6.2
import PackageDescription

// Third-party products, each named once. Who may import what is checked by `scripts/check-layers`.
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
/// Carries BoringSSL, whose C module is no product of its own: see docs/decisions/0003-tls-by-boringssl.md.
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")

let package = Package(
    name: "loadtester",
    products: [
        .executable(name: "loadtester", targets: ["loadtester"]),
        .executable(name: "EcsLoadTestLauncher", targets: ["EcsLoadTestLauncher"]),
        .executable(name: "LoadTestProcessor", targets: ["LoadTestProcessor"]),
        .executable(name: "load-test-worker", targets: ["load-test-worker"]),
        .executable(name: "cdk-app", targets: ["cdk-app"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // System: C headers that Swift cannot import by itself.
        .target(name: "CLinux"),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Pure: no I/O, no clock, no random source that is not a parameter.
        .target(name: "LoadPlan"),
        .target(name: "Measurement", dependencies: ["CDeflate", "CZlib"]),
        .target(name: "HTTPWire"),
        .target(name: "JSONPath"),
        .target(name: "Constructs", dependencies: [crypto]),
        .target(name: "CloudAssembly", dependencies: [crypto]),

        // Engine: the only sockets under load.
        .target(
            name: "LoadEngine",
            dependencies: ["LoadPlan", "Measurement", "HTTPWire", "JSONPath", "CLinux", nioSSL]
        ),

        // AWS: signed, retried calls behind a transport port, and the loop of a Lambda function.
        .target(name: "AWSSigning", dependencies: [crypto]),
        .target(name: "AWSClient", dependencies: ["AWSSigning"]),
        .target(name: "LambdaRuntime", dependencies: ["HTTPWire", "CLinux"]),

        // Infrastructure as code: typed resources, and the one stack.
        .target(name: "AWSConstructs", dependencies: ["Constructs"]),
        .target(name: "LoadTestStack", dependencies: ["AWSConstructs"]),
        .target(name: "ContainerImage", dependencies: ["CZlib", crypto]),

        // Plan files: YAML and JSON with positions, into a test plan.
        .target(name: "PlanFile", dependencies: ["LoadPlan", "JSONPath"]),
        // Apart, as Yams brings in ICU, which no function on AWS may carry.
        .target(name: "PlanYAML", dependencies: ["PlanFile", yams]),

        // Application: the life of a run, behind four ports.
        .target(name: "ResultPipeline", dependencies: ["LoadPlan", "Measurement"]),
        .target(name: "Reporting", dependencies: ["Measurement", crypto]),

        // Adapters.
        .target(name: "LocalPipeline", dependencies: ["ResultPipeline", "CLinux", "CZlib", grdb]),
        .target(name: "AWSPipeline", dependencies: ["ResultPipeline", "AWSClient", "AWSSigning", "CLinux", crypto]),
        .target(
            name: "AWSTransport",
            dependencies: ["AWSClient", asyncHTTPClient, nioCore, nioPosix, nioHTTP1, nioSSL]
        ),
        .target(
            name: "AWSDeployment",
            dependencies: ["AWSClient", "CloudAssembly", "ContainerImage", "LoadTestStack", crypto]
        ),
        .target(name: "Dashboard", dependencies: ["ResultPipeline", "Reporting", hummingbird, nioCore]),
        .target(name: "DemoTarget", dependencies: [nioCore, nioPosix, nioHTTP1]),

        // What every command with a process of its own does: wait for asynchronous work, take signals.
        .target(name: "ProcessControl"),

        // Executables.
        .executableTarget(
            name: "loadtester",
            dependencies: [
                "LoadEngine", "LocalPipeline", "AWSPipeline", "AWSTransport", "AWSDeployment", "Reporting", "PlanYAML",
                "Dashboard", "DemoTarget", "ProcessControl", argumentParser,
            ]
        ),
        .executableTarget(
            name: "EcsLoadTestLauncher",
            dependencies: ["AWSPipeline", "AWSTransport", "LambdaRuntime", "PlanFile"]
        ),
        .executableTarget(
            name: "LoadTestProcessor",
            dependencies: ["AWSPipeline", "AWSTransport", "LambdaRuntime"]
        ),
        .executableTarget(name: "cdk-app", dependencies: ["LoadTestStack", "CloudAssembly", "ContainerImage"]),
        .executableTarget(
            name: "load-test-worker",
            dependencies: ["LoadEngine", "AWSPipeline", "AWSTransport", "ProcessControl"]
        ),

        // What the pipeline costs apart from any network.
        .executableTarget(
            name: "pipeline-benchmark",
            dependencies: ["AWSPipeline", "Reporting", "ProcessControl"],
            path: "Benchmarks/Pipeline"
        ),
        // What a journey costs beside the plain path.
        .executableTarget(
            name: "journey-benchmark",
            dependencies: ["LoadEngine", "ProcessControl"],
            path: "Benchmarks/Journeys"
        ),

        // Tests.
        .target(name: "PipelineTestKit", dependencies: ["ResultPipeline"], path: "Tests/PipelineTestKit"),
        .testTarget(name: "LoadPlanTests", dependencies: ["LoadPlan"]),
        .testTarget(name: "MeasurementTests", dependencies: ["Measurement"]),
        .testTarget(name: "HTTPWireTests", dependencies: ["HTTPWire"]),
        .testTarget(name: "JSONPathTests", dependencies: ["JSONPath"]),
        .testTarget(name: "PlanYAMLTests", dependencies: ["PlanYAML"]),
        .testTarget(name: "ConstructsTests", dependencies: ["Constructs"]),
        .testTarget(name: "LoadTestStackTests", dependencies: ["LoadTestStack"], exclude: ["Golden"]),
        .testTarget(name: "CloudAssemblyTests", dependencies: ["CloudAssembly"]),
        .testTarget(name: "ContainerImageTests", dependencies: ["ContainerImage"]),
        .testTarget(name: "AWSDeploymentTests", dependencies: ["AWSDeployment"]),
        .testTarget(name: "DashboardTests", dependencies: ["Dashboard", "PipelineTestKit"]),
        .testTarget(name: "LoadEngineTests", dependencies: ["LoadEngine"]),
        .testTarget(name: "ResultPipelineTests", dependencies: ["ResultPipeline", "PipelineTestKit"]),
        .testTarget(name: "LocalPipelineTests", dependencies: ["LocalPipeline", "PipelineTestKit"]),
        .testTarget(name: "AWSSigningTests", dependencies: ["AWSSigning"]),
        .testTarget(name: "AWSClientTests", dependencies: ["AWSClient"]),
        .testTarget(name: "AWSTransportTests", dependencies: ["AWSTransport", nioCore, nioPosix, nioSSL]),
        .testTarget(name: "AWSPipelineTests", dependencies: ["AWSPipeline", "PipelineTestKit"]),
        .testTarget(name: "LambdaRuntimeTests", dependencies: ["LambdaRuntime"]),
        .testTarget(name: "ReportingTests", dependencies: ["Reporting"]),
        .testTarget(name: "DemoTargetTests", dependencies: ["DemoTarget"]),
    ],
    swiftLanguageModes: [.v6]
)

let settings: [SwiftSetting] =
    [
        "ExistentialAny",  // SE-0335
        "InternalImportsByDefault",  // SE-0409
        "MemberImportVisibility",  // SE-0444
        "NonisolatedNonsendingByDefault",  // SE-0461
        "InferIsolatedConformances",  // SE-0470
        "ImmutableWeakCaptures",  // SE-0481
    ].map { .enableUpcomingFeature($0) } + [.treatAllWarnings(as: .error)]
for target in package.targets where target.type != .system && target.type != .plugin && target.name != "CLinux" {
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}
