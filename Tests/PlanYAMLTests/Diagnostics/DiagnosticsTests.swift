import LoadPlan
import PlanFile
import Testing

@Suite("What is wrong with a plan")
struct DiagnosticsTests {
    @Test("everything at once, each with its place, what stands there and what is allowed")
    func everything() throws {
        let bench = PlanBench()
        try bench.write("users.csv", "name,password\nada,one\n")
        let text = """
            traget: https://api.example.com
            variables: {page: "${pgae}", uuid: 3, a: "${b}", b: "${a}"}
            data:
              users: {file: users.csv, ordr: unique}
              rows: {file: rows.csv}
            profile:
              - {rate: 0..fast, for: 30s}
              - {rte: 200, for: 1m}
              - {vus: 10}
            scenarios:
              - name: buy
                wieght: 2
                steps:
                  - post: /orders/${order}
                    json: {user: "${user.name}", mail: "${users.mail}", n: "${random.int(9,1)}"}
                    body: both
                    headers: {Content-Length: 3, "Bad Name": x}
                    check: [{status: 999}, {statsu: 200}, {body: hello}]
                    capture: {token: token}
                  - think: 1s
                  - get: orders
                    timeout: soon
                  - {pause: 3s..1s}
            thresholds: [p(99) < quick, {limit: mean < 1s, endpint: x}]
            """
        #expect(
            bench.complaints(text) == """
                plan.yaml:1:1: 'traget': did you mean 'target'? the keys of a plan are target, description, variables, environments, secrets, data, profile, arrivals, seed, vus, iterations, warmup, precision, client, headers, auth, setup, scenarios, steps, teardown, thresholds, $schema.
                plan.yaml:1:1: target: the plan has no target: give the URL under test, such as https://api.example.com.
                plan.yaml:2:19: variables.page: '${pgae}': no variable has this name, and no step before it captures it.
                plan.yaml:2:30: variables.uuid: 'uuid': this name has a meaning of its own in ${…}: choose another for a variable.
                plan.yaml:2:42: variables.a: '${b}': variables that need each other have no value: a → b → a.
                plan.yaml:4:28: data.users: 'ordr': did you mean 'order'? the keys of a data set are file, format, order, atEnd.
                plan.yaml:5:16: data.rows.file: 'rows.csv': there is no such file in the plan's folder FOLDER.
                plan.yaml:7:12: profile[0].rate: 'fast': give requests per second for the whole test, such as 100, 100/s, 50/1m or 10k, at most 100m.
                plan.yaml:8:6: profile[1]: 'rte': did you mean 'rate'? the keys of a stage are rate, step, spike, burst, vus, by, for.
                plan.yaml:9:5: profile[2]: the stage has no length: give 'for: 30s'.
                plan.yaml:12:5: scenarios[0]: 'wieght': did you mean 'weight'? the keys of a scenario are name, weight, steps.
                plan.yaml:14:9: scenarios[0].steps[0]: a request has one content, not json and body.
                plan.yaml:14:15: scenarios[0].steps[0].post: '${order}': no variable has this name, and no step before it captures it.
                plan.yaml:17:19: scenarios[0].steps[0].headers.Content-Length: 'Content-Length': this field frames the message and is written for you.
                plan.yaml:17:38: scenarios[0].steps[0].headers.Bad Name: 'Bad Name': a field name is made of letters, digits and !#$%&'*+-.^_`|~, without spaces.
                plan.yaml:18:26: scenarios[0].steps[0].check[0].status: '999': give a status such as 200, a class such as 2xx, or a list such as [200, 201].
                plan.yaml:18:33: scenarios[0].steps[0].check[1]: 'statsu': did you mean 'status'? the keys of a check are status, body, size, time, json, header, cookie, regex, group, name, countOnly, is, not, in, contains, matches, below, atMost, above, atLeast, exists.
                plan.yaml:18:54: scenarios[0].steps[0].check[2].body: 'hello': give {contains: …}, {is: …} or {matches: …}.
                plan.yaml:19:26: scenarios[0].steps[0].capture.token: 'token': give a JSONPath query such as $.token, one of status, body, size and time, or {header: …}, {cookie: …}, {json: …}, {regex: …, group: 1}.
                plan.yaml:20:9: scenarios[0].steps[1]: 'think': thinking is written 'pause: 1s'. a step is one of get, post, put, patch, delete, head, options, request, pause, group, repeat, while, if.
                plan.yaml:21:14: scenarios[0].steps[2].get: 'orders': give a path that begins with /, or a URL that begins with http:// or https://.
                plan.yaml:22:18: scenarios[0].steps[2].timeout: 'soon': give a duration such as 300ms, 90s, 5m, 1h30m, or seconds.
                plan.yaml:23:17: scenarios[0].steps[3].pause: '3s..1s': give the shorter length first, and at most 1d.
                plan.yaml:24:14: thresholds[0]: 'quick': its limit is a time such as 300ms or 1.5s; a bare number is milliseconds.
                plan.yaml:24:48: thresholds[1]: 'endpint': did you mean 'endpoint'? the keys of a threshold are limit, endpoint, group, check, every, abort.
                """
        )
    }
}
