import AWSClient
import Testing

struct ECSClientTests {
    @Test func `each operation is a POST of AWS JSON 1-1 to the service's root`() async throws {
        let recorder = OperationRecorder("{}")
        let client = ECSClient(recorder)
        _ = try await client.runTask(ECSRunTask(cluster: "c", taskDefinition: "t"), maxAttempts: 1)
        try await client.stopTask("arn", cluster: "c", reason: "enough")
        _ = try await client.listTasks(startedBy: "run", cluster: "c", desired: .stopped)
        _ = try await client.describeTasks(["arn"], cluster: "c")
        #expect(recorder.requests.map(\.operation) == ["RunTask", "StopTask", "ListTasks", "DescribeTasks"])
        #expect(recorder.requests.map(\.maxAttempts) == [1, nil, nil, nil])
        for request in recorder.requests {
            #expect(request.method == "POST")
            #expect(request.path == "/")
            #expect(
                request.headers == [
                    HTTPField("content-type", "application/x-amz-json-1.1"),
                    HTTPField("x-amz-target", "AmazonEC2ContainerServiceV20141113.\(request.operation)"),
                ]
            )
        }
        #expect(
            recorder.bodies == [
                #"{"cluster":"c","count":1,"taskDefinition":"t"}"#,
                #"{"cluster":"c","reason":"enough","task":"arn"}"#,
                #"{"cluster":"c","desiredStatus":"STOPPED","startedBy":"run"}"#,
                #"{"cluster":"c","tasks":["arn"]}"#,
            ]
        )
    }

    @Test func `a task is asked for with all that may be said of it`() async throws {
        let recorder = OperationRecorder("{}")
        var input = ECSRunTask(cluster: "c", taskDefinition: "t:1")
        input.capacityProviderStrategy = [ECSRunTask.CapacityProvider("FARGATE_SPOT")]
        input.networkConfiguration = ECSRunTask.Network(subnets: ["s"], securityGroups: ["g"], assignPublicIp: true)
        let variables = [ECSRunTask.Overrides.Variable("TEST_ID", "run")]
        let container = ECSRunTask.Overrides.Container(name: "worker", environment: variables)
        input.overrides = ECSRunTask.Overrides(containerOverrides: [container])
        input.startedBy = "run"
        input.tags = [ECSRunTask.Tag(key: "team", value: "load")]
        input.clientToken = "token"
        _ = try await ECSClient(recorder).runTask(input)
        #expect(
            recorder.bodies == [
                #"{"capacityProviderStrategy":[{"capacityProvider":"FARGATE_SPOT","weight":1}],"clientToken":"token","#
                    + #""cluster":"c","count":1,"networkConfiguration":{"awsvpcConfiguration":{"assignPublicIp":"ENABLED","#
                    + #""securityGroups":["g"],"subnets":["s"]}},"overrides":{"containerOverrides":[{"environment":["#
                    + #"{"name":"TEST_ID","value":"run"}],"name":"worker"}]},"startedBy":"run","#
                    + #""tags":[{"key":"team","value":"load"}],"taskDefinition":"t:1"}"#
            ]
        )
    }

    @Test func `tasks and failures are read, whatever else the answer holds`() async throws {
        let answer =
            #"{"tasks":[{"taskArn":"arn","lastStatus":"STOPPED","desiredStatus":"STOPPED","version":4,"#
            + #""createdAt":1700000000.25,"stopCode":"EssentialContainerExited","stoppedReason":"why","#
            + #""overrides":{"containerOverrides":[{"name":"worker","environment":[{"name":"A","value":"1"}]}]},"#
            + #""containers":[{"name":"worker","exitCode":137,"reason":"OutOfMemoryError","lastStatus":"STOPPED"}]},"#
            + #"{"taskArn":"brief"}],"failures":[{"arn":"other","reason":"MISSING"},{"reason":"AGENT","detail":"d"}]}"#
        let described = try await ECSClient(OperationRecorder(answer)).describeTasks(["arn"], cluster: "c")
        let task = try #require(described.tasks.first)
        #expect(task.taskArn == "arn")
        #expect(task.createdAt == 1_700_000_000.25)
        #expect(task.stoppedReason == "why")
        #expect(task.containers?.first?.exitCode == 137)
        #expect(task.containers?.first?.reason == "OutOfMemoryError")
        #expect(task.overrides?.containerOverrides?.first?.environment?.first?.value == "1")
        #expect(described.tasks.last?.lastStatus == nil)
        #expect(described.failures.map(\.reason) == ["MISSING", "AGENT"])
        #expect(described.failures.map(\.arn) == ["other", nil])
        #expect(described.failures.map(\.detail) == [nil, "d"])
        let nothing = try await ECSClient(OperationRecorder("{}")).describeTasks(["arn"], cluster: "c")
        #expect(nothing.tasks.isEmpty && nothing.failures.isEmpty)
    }

    @Test func `a list is read to its last page`() async throws {
        let recorder = OperationRecorder(
            #"{"taskArns":["a","b"],"nextToken":"n1"}"#,
            #"{"taskArns":[],"nextToken":"n2"}"#,
            #"{"taskArns":["c"]}"#
        )
        let found = try await ECSClient(recorder).listTasks(startedBy: "run", cluster: "c", desired: .running)
        #expect(found == ["a", "b", "c"])
        #expect(
            recorder.bodies == [
                #"{"cluster":"c","desiredStatus":"RUNNING","startedBy":"run"}"#,
                #"{"cluster":"c","desiredStatus":"RUNNING","nextToken":"n1","startedBy":"run"}"#,
                #"{"cluster":"c","desiredStatus":"RUNNING","nextToken":"n2","startedBy":"run"}"#,
            ]
        )
    }
}
