import Testing

@testable import AWSClient

@Suite struct RetryPolicyTests {
    @Test(arguments: [
        (1, RetryKind.transient, 50), (2, .transient, 100), (3, .transient, 200), (9, .transient, 12_800),
        (10, .transient, 20_000), (1, .throttling, 1000), (2, .throttling, 2000), (5, .throttling, 16_000),
        (6, .throttling, 20_000), (1000, .throttling, 20_000),
    ])
    func theLongestPauseDoublesUpToALimit(attempt: Int, kind: RetryKind, milliseconds: Int) {
        let policy = RetryPolicy()
        #expect(policy.pause(after: attempt, kind: kind, random: 1) == .milliseconds(milliseconds))
        #expect(policy.pause(after: attempt, kind: kind, random: 0.5) == .milliseconds(milliseconds) / 2)
        #expect(policy.pause(after: attempt, kind: kind, random: 0) == .zero)
    }

    @Test(arguments: [(0, 500), (400, 500), (3000, 3000), (5500, 5500), (60_000, 5500)])
    func aServiceMayLengthenAPauseByFiveSeconds(asked: Int, pause: Int) {
        let actual = RetryPolicy().pause(after: 1, kind: .throttling, asked: .milliseconds(asked), random: 0.5)
        #expect(actual == .milliseconds(pause))
    }

    @Test func dynamoDBIsAskedOnceMoreAndSooner() throws {
        let policy = try RetryPolicy(service: .dynamoDB, environment: [:])
        #expect(policy.maxAttempts == 4)
        #expect(policy.pause(after: 2, kind: .transient, random: 1) == .milliseconds(50))
        #expect(policy.pause(after: 1, kind: .throttling, random: 1) == .seconds(1))
        #expect(try RetryPolicy(service: .sqs, environment: ["AWS_MAX_ATTEMPTS": ""]) == RetryPolicy(maxAttempts: 3))
    }

    @Test(arguments: [AWSService.sqs, .dynamoDB])
    func theEnvironmentSaysHowOften(service: AWSService) throws {
        #expect(try RetryPolicy(service: service, environment: ["AWS_MAX_ATTEMPTS": "7"]).maxAttempts == 7)
        for text in ["0", "-1", "x", "1.5"] {
            let error = #expect(throws: AWSError.self) {
                try RetryPolicy(service: service, environment: ["AWS_MAX_ATTEMPTS": text])
            }
            #expect(error?.code == "invalidConfiguration" && error?.message.contains("AWS_MAX_ATTEMPTS") == true)
        }
    }

    @Test(arguments: [
        (500, "InternalError", RetryKind.transient), (502, "", .transient), (503, "", .transient),
        (504, "", .transient),
        (503, "SlowDown", .throttling), (429, "", .throttling), (400, "ThrottlingException", .throttling),
        (400, "ProvisionedThroughputExceededException", .throttling), (400, "RequestTimeout", .transient),
        (400, "RequestTimeoutException", .transient), (501, "", nil), (505, "", nil),
        (404, "ResourceNotFoundException", nil),
        (400, "ConditionalCheckFailedException", nil), (403, "AccessDeniedException", nil),
        (400, "ValidationException", nil),
        (301, "PermanentRedirect", nil),
    ])
    func onlyPassingTroubleIsRepeated(status: Int, code: String, kind: RetryKind?) {
        #expect(RetryKind(status: status, code: code) == kind)
    }
}
