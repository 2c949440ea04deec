import PlanFile
import Testing

@Suite("Steps that are wrong")
struct StepDiagnosticsTests {
    @Test(
        "are refused with their place, what stands there and what is allowed",
        arguments: [
            (
                #"""
                steps: []
                """#,
                #"""
                plan.yaml:2:8: steps: the list is empty: give a step such as - get: /orders.
                """#
            ),
            (
                #"""
                steps: {get: /}
                """#,
                #"""
                plan.yaml:2:8: steps: steps are a list: - get: /orders.
                """#
            ),
            (
                #"""
                steps: [get]
                """#,
                #"""
                plan.yaml:2:9: steps[0]: 'get': a step has keys with values, such as get: /orders or pause: 1s.
                """#
            ),
            (
                #"""
                steps: [{get: /, post: /}]
                """#,
                #"""
                plan.yaml:2:9: steps[0]: a step is one thing, not get and post: write two steps.
                """#
            ),
            (
                #"""
                steps: [{gett: /}]
                """#,
                #"""
                plan.yaml:2:10: steps[0]: 'gett': did you mean 'get'? a step is one of get, post, put, patch, delete, head, options, request, pause, group, repeat, while, if.
                """#
            ),
            (
                #"""
                steps: [{loop: 3}]
                """#,
                #"""
                plan.yaml:2:10: steps[0]: 'loop': loops are written 'repeat: 3' with 'steps'. a step is one of get, post, put, patch, delete, head, options, request, pause, group, repeat, while, if.
                """#
            ),
            (
                #"""
                steps: [{get: /, url: /x}]
                """#,
                #"""
                plan.yaml:2:23: steps[0].url: '/x': the URL stands behind 'get:' already; 'url' goes with 'request: METHOD'.
                """#
            ),
            (
                #"""
                steps: [{request: GET}]
                """#,
                #"""
                plan.yaml:2:9: steps[0]: the request has no URL: give 'url: /path'.
                """#
            ),
            (
                #"""
                steps: [{request: 'GE T', url: /}]
                """#,
                #"""
                plan.yaml:2:19: steps[0].request: 'GE T': give a request method such as GET or POST.
                """#
            ),
            (
                #"""
                steps: [{get: 'http://${uuid}/x'}]
                """#,
                #"""
                plan.yaml:2:15: steps[0].get: 'http://${uuid}/x': scheme and host of a URL are known before the run: no value of the run can stand in them.
                """#
            ),
            (
                #"""
                steps: [{get: 'http://10.0.0.1'}, {get: 'http://169.254.169.254/'}]
                """#,
                #"""
                plan.yaml:2:41: steps[1].get: 'http://169.254.169.254/': 169.254.169.254 belongs to a cloud's metadata service, which hands out credentials and is never put under load: name the server under test.
                """#
            ),
            (
                #"""
                steps: [{get: '/a#b'}]
                """#,
                #"""
                plan.yaml:2:15: steps[0].get: '/a#b': a fragment (#…) is never sent: leave it out, or write %23.
                """#
            ),
            (
                #"""
                steps: [{get: '/${uuid:raw}'}]
                """#,
                #"""
                plan.yaml:2:15: steps[0].get: '/${uuid:raw}': only what is known before the run can be ':raw' in a URL: variables whose value is a text.
                """#
            ),
            (
                #"""
                steps: [{get: '${path}'}]
                variables: {path: /x}
                """#,
                #"""
                plan.yaml:2:15: steps[0].get: '${path}': give a path that begins with /, or a URL that begins with http:// or https://. A variable that holds the beginning is written ${name:raw}.
                """#
            ),
            (
                #"""
                steps: [{get: '/${user.name}'}]
                """#,
                #"""
                plan.yaml:2:15: steps[0].get: '${user.name}': 'user' is no data set: the plan has no data.
                """#
            ),
            (
                #"""
                steps: [{get: '/${token}'}, {post: /login, capture: {token: $.token}}]
                """#,
                #"""
                plan.yaml:2:15: steps[0].get: '${token}': no variable has this name, and no step before it captures it.
                """#
            ),
            (
                #"""
                steps: [{post: /login, capture: {token: $.token}}, {get: '/${tokn}'}]
                """#,
                #"""
                plan.yaml:2:58: steps[1].get: '${tokn}': did you mean 'token'? no variable has this name, and no step before it captures it. Known here: token.
                """#
            ),
            (
                #"""
                steps: [{post: /, capture: {uuid: $.a, a: status, b: satus, c: {cookie: x, header: y}, d: {json: a}, e: {header: 'x y'}, f: {json: $.a, group: 1}}}]
                """#,
                #"""
                plan.yaml:2:29: steps[0].capture.uuid: 'uuid': this name has a meaning of its own in ${…}: choose another for a capture.
                plan.yaml:2:54: steps[0].capture.b: 'satus': did you mean 'status'? give a JSONPath query such as $.token, one of status, body, size and time, or {header: …}, {cookie: …}, {json: …}, {regex: …, group: 1}.
                plan.yaml:2:64: steps[0].capture.c: give a JSONPath query such as $.token, one of status, body, size and time, or {header: …}, {cookie: …}, {json: …}, {regex: …, group: 1}.
                plan.yaml:2:98: steps[0].capture.d.json: 'a': a JSONPath query begins with $, such as $.items[0].id.
                plan.yaml:2:114: steps[0].capture.e.header: 'x y': a field name is made of letters, digits and !#$%&'*+-.^_`|~, without spaces.
                plan.yaml:2:144: steps[0].capture.f.group: '1': 'group' belongs to 'regex'.
                """#
            ),
            (
                #"""
                steps: [{post: /, json: {a: 'x ${counter:raw}'}}]
                """#,
                #"""
                plan.yaml:2:29: steps[0].json.a: 'x ${counter:raw}': a value that is taken as it is stands alone, as in "${count:raw}".
                """#
            ),
            (
                #"""
                steps: [{post: /, multipart: {a: {type: x}}}]
                """#,
                #"""
                plan.yaml:2:34: steps[0].multipart.a: a part has a 'value' or a 'file'.
                """#
            ),
            (
                #"""
                steps: [{post: /, headers: {A: "a\nb"}}]
                """#,
                #"""
                plan.yaml:2:32: steps[0].headers.A: a header's value has no line break and no other control character.
                """#
            ),
            (
                #"""
                steps: [{post: /, auth: {basic: {user: a}}}, {post: /, auth: {bearer: x, basic: y}}, {post: /, auth: digest}]
                """#,
                #"""
                plan.yaml:2:33: steps[0].auth.basic: give 'user' and 'password'.
                plan.yaml:2:62: steps[1].auth: give one of basic, bearer and sigv4.
                plan.yaml:2:102: steps[2].auth: auth is written as keys with values: basic, bearer, sigv4.
                """#
            ),
            (
                #"""
                steps: [{post: /, auth: {sigv4: {service: execute-api}}}, {post: /, headers: {Authorization: x}, auth: {bearer: y}}]
                """#,
                #"""
                plan.yaml:2:33: steps[0].auth.sigv4: give 'service' and 'region', such as execute-api and eu-central-1.
                plan.yaml:2:104: steps[1].auth: there is a header Authorization too: give one of both.
                """#
            ),
            (
                #"""
                steps: [{pause: soon}, {pause: {exponentail: 2s}}, {pause: 2d}]
                """#,
                #"""
                plan.yaml:2:17: steps[0].pause: 'soon': give a duration such as 300ms, 90s, 5m, 1h30m, or seconds.
                plan.yaml:2:33: steps[1].pause: 'exponentail': did you mean 'exponential'? the keys of a pause are exponential.
                plan.yaml:2:60: steps[2].pause: '2d': give the shorter length first, and at most 1d.
                """#
            ),
            (
                #"""
                steps: [{group: a}, {repeat: 0, steps: [{get: /}]}, {if: status == 200}, {while: x, steps: [{get: /}]}]
                """#,
                #"""
                plan.yaml:2:9: steps[0]: what is done is missing: give 'steps: [{get: /orders}]'.
                plan.yaml:2:30: steps[1].repeat: '0': give a whole number from 1 to 1000000.
                plan.yaml:2:53: steps[2]: what is done is missing: give 'then: [{get: /orders}]'.
                plan.yaml:2:82: steps[3].while: 'x': a condition is written 'status == 200', '${name} exists' or '${name} < 3'; it compares with ==, !=, <, <=, >, >=, contains, matches, in, exists or is missing.
                """#
            ),
            (
                #"""
                steps: [{if: status is there, then: [{get: /}]}, {if: '${x} exists', then: [{get: /}]}]
                """#,
                #"""
                plan.yaml:2:14: steps[0].if: 'status is there': a condition is written 'status == 200', '${name} exists' or '${name} < 3'; it compares with ==, !=, <, <=, >, >=, contains, matches, in, exists or is missing.
                plan.yaml:2:55: steps[1].if: '${x}': no variable has this name, and no step before it captures it.
                """#
            ),
            (
                #"""
                scenarios: []
                """#,
                #"""
                plan.yaml:2:12: scenarios: the list is empty: give a scenario, or leave it out.
                """#
            ),
            (
                #"""
                scenarios: {name: x}
                """#,
                #"""
                plan.yaml:2:12: scenarios: scenarios are a list: - {name: browse, steps: […]}.
                """#
            ),
            (
                #"""
                scenarios: [{name: a, steps: [{get: /}]}, {name: a, weight: 0, steps: [{get: /}]}, {name: b}]
                """#,
                #"""
                plan.yaml:2:50: scenarios[1].name: two scenarios are named 'a': choose another name.
                plan.yaml:2:61: scenarios[1].weight: '0': give a whole number from 1 to 10000.
                plan.yaml:2:84: scenarios[2]: the scenario has no steps: give 'steps: [{get: /}]'.
                """#
            ),
            (
                #"""
                steps: [{get: /}]
                scenarios: [{steps: [{get: /}]}]
                """#,
                #"""
                plan.yaml:3:12: scenarios: 'steps' is a plan of one scenario: give 'steps' or 'scenarios', not both.
                """#
            ),
            (
                #"""
                setup: [{get: '/${d.a}'}]
                """#,
                #"""
                plan.yaml:2:15: setup[0].get: '${d.a}': setup has no row of data: rows belong to the iterations of scenarios.
                """#
            ),
        ] as [(String, String)]
    )
    func refused(plan: String, complaints: String) throws {
        let bench = PlanBench()
        let target = plan.contains("target:") ? "" : "target: http://a.example\n"
        #expect(bench.complaints(target + plan + "\n") == complaints)
    }

    @Test(arguments: [
        "auth: Bearer s3cret", "auth: {basic: 'ada:s3cret'}", "auth: {bearer: [s3cret]}", "auth: {sigv4: s3cret}",
        "headers: 'Authorization: s3cret'", "headers: {X-Api-Key: {value: s3cret}}",
        "query: {api_key: {a: s3cret}}",
    ])
    func `what is refused where a credential belongs is not repeated`(field: String) {
        let complaints = PlanBench().complaints("target: http://a.example\nsteps: [{get: /, \(field)}]\n")
        #expect(complaints.hasPrefix("plan.yaml:2:") && !complaints.contains("s3cret"), "\(complaints)")
    }
}
