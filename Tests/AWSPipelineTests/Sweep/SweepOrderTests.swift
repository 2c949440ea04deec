import AWSPipeline
import FoundationEssentials
import Testing

@Suite struct SweepOrderTests {
    @Test(arguments: [SweepOrder.json, #" { "sweepTasks" : true } "#])
    func `the order is known however it is spaced`(event: String) {
        #expect(SweepOrder.isWritten(in: Array(event.utf8)))
    }

    @Test(arguments: [
        "", "{}", "true", "[]", #"{"sweepTasks":false}"#, #"{"sweepTasks":1}"#, #"{"sweepTasks":"true"}"#,
        #"{"sweepTasks":null}"#, #"{"sweeptasks":true}"#, #"{"sweepTasks":true,"spot":true}"#,
        #"{"continueLaunch":"sweepTasks"}"#, #"{"targetUrl":"http://a/","sweepTasks":true}"#,
        #"{"source":"aws.events"}"#,
    ])
    func `nothing else is the order`(event: String) {
        #expect(!SweepOrder.isWritten(in: Array(event.utf8)))
    }

    /// The stack does not know this module: what it sends is held to what is read here.
    @Test(arguments: ["default", "private", "existing"])
    func `the schedule of the shipped templates sends it`(template: String) throws {
        struct Template: Decodable {
            struct Resource: Decodable {
                let type: String
                let properties: Properties?

                enum CodingKeys: String, CodingKey {
                    case type = "Type"
                    case properties = "Properties"
                }
            }
            struct Properties: Decodable {
                let targets: [Target]?

                enum CodingKeys: String, CodingKey { case targets = "Targets" }
            }
            struct Target: Decodable {
                let input: String?

                enum CodingKeys: String, CodingKey { case input = "Input" }
            }
            let resources: [String: Resource]

            enum CodingKeys: String, CodingKey { case resources = "Resources" }
        }
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = tests.appending(path: "LoadTestStackTests/Golden/\(template).json")
        let rules = try JSONDecoder().decode(Template.self, from: Data(contentsOf: file)).resources.values
            .filter { $0.type == "AWS::Events::Rule" }
        #expect(rules.flatMap { $0.properties?.targets ?? [] }.map(\.input) == [SweepOrder.json])
    }
}
