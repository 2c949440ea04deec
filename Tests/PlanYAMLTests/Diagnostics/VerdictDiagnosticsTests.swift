import PlanFile
import Testing

@Suite("Checks and thresholds that are wrong")
struct VerdictDiagnosticsTests {
    @Test(
        "are refused with their place, what stands there and what is allowed",
        arguments: [
            (
                #"""
                steps: [{get: /, check: {status: 20}}]
                """#,
                #"""
                plan.yaml:2:34: steps[0].check.status: '20': give a status such as 200, a class such as 2xx, or a list such as [200, 201].
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {status: 200, body: {contains: x}}}]
                """#,
                #"""
                plan.yaml:2:25: steps[0].check: a check looks at one thing, not status and body: write two.
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {status: {is: 200, not: 300}}}]
                """#,
                #"""
                plan.yaml:2:34: steps[0].check.status: a check says one thing, not is and not: write two.
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {status: 200, below: 300}}]
                """#,
                #"""
                plan.yaml:2:46: steps[0].check.below: '300': write it under 'status', as in {status: {below: …}}.
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {body: hello}}]
                """#,
                #"""
                plan.yaml:2:32: steps[0].check.body: 'hello': give {contains: …}, {is: …} or {matches: …}.
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {time: 500ms}}]
                """#,
                #"""
                plan.yaml:2:32: steps[0].check.time: '500ms': give a comparison such as '< 500ms'.
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {time: < fast}}]
                """#,
                #"""
                plan.yaml:2:32: steps[0].check.time: 'fast': give a duration such as 300ms, 90s, 5m, 1h30m, or seconds.
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {json: $.a, in: x}}]
                """#,
                #"""
                plan.yaml:2:41: steps[0].check.in: 'x': give a list such as [open, paid].
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {json: $.a, above: x}}]
                """#,
                #"""
                plan.yaml:2:44: steps[0].check.above: 'x': give a number.
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {json: $.a, exists: maybe}}]
                """#,
                #"""
                plan.yaml:2:45: steps[0].check.exists: 'maybe': give true or false.
                """#
            ),
            (
                #"""
                steps: [{get: /, check: {body: {contain: x}}}]
                """#,
                #"""
                plan.yaml:2:33: steps[0].check.body: 'contain': did you mean 'contains'? the keys of a check of body are is, not, in, contains, matches, below, atMost, above, atLeast, exists.
                """#
            ),
            (
                #"""
                steps: [{get: /orders}]
                thresholds: [{limit: p(99) < 1s, endpoint: GET /order}]
                """#,
                #"""
                plan.yaml:3:14: thresholds[0]: did you mean 'GET /orders'? no endpoint of the plan is named "GET /order": there are "GET /orders".
                """#
            ),
            (
                #"""
                steps: [{get: /orders}]
                thresholds: ['group "buy": p(99) < 1s', {limit: p(99) < 1s, endpoint: GET /orders, group: x}]
                """#,
                #"""
                plan.yaml:3:14: thresholds[0]: 'group "buy": p(99) < 1s': no group of the plan is named "buy": it has no group.
                plan.yaml:3:41: thresholds[1]: a threshold is about one thing, not endpoint and group.
                """#
            ),
            (
                #"""
                thresholds: {limit: p(99) < 1s}
                """#,
                #"""
                plan.yaml:2:13: thresholds: thresholds are a list: - p(99) < 300ms.
                """#
            ),
            (
                #"""
                thresholds: [{endpoint: GET /}, {limit: p(99) < 1s, every: soon}, 'p99 < 1s in every 1m, abort after x']
                """#,
                #"""
                plan.yaml:2:14: thresholds[0]: the limit is missing: give 'limit: p(99) < 300ms'.
                plan.yaml:2:41: thresholds[1]: 'soon': 'in every' takes whole seconds, at least 1s, such as 10s or 1m.
                plan.yaml:2:67: thresholds[2]: 'x': 'abort after' takes a length of time such as 30s.
                """#
            ),
        ] as [(String, String)]
    )
    func refused(plan: String, complaints: String) throws {
        let bench = PlanBench()
        let target = plan.contains("target:") ? "" : "target: http://a.example\n"
        #expect(bench.complaints(target + plan + "\n") == complaints)
    }
}
