import PlanFile
import Testing

@Suite("Targets and names that are wrong")
struct NameDiagnosticsTests {
    @Test(
        "are refused with their place, what stands there and what is allowed",
        arguments: [
            (
                #"""
                target: ftp://a.example
                """#,
                #"""
                plan.yaml:1:9: target: 'ftp://a.example': The scheme "ftp" cannot be put under load: use http or https.
                """#
            ),
            (
                #"""
                target: http://169.254.169.254/latest
                """#,
                #"""
                plan.yaml:1:9: target: 'http://169.254.169.254/latest': 169.254.169.254 belongs to a cloud's metadata service, which hands out credentials and is never put under load: name the server under test.
                """#
            ),
            (
                #"""
                target: http://user:secret@a.example
                """#,
                #"""
                plan.yaml:1:9: target: 'http://a.example/': a URL holds no user and password: give 'auth: {basic: …}'.
                """#
            ),
            (
                #"""
                target: https://a.example/?q=1
                """#,
                #"""
                plan.yaml:1:9: target: 'https://a.example/?q=1': a target has no query and no fragment: give them in the steps.
                """#
            ),
            (
                #"""
                target: ${host}
                """#,
                #"""
                plan.yaml:1:9: target: '${host}': no variable has this name, and no step before it captures it.
                """#
            ),
            (
                #"""
                target: "http://${uuid}.example"
                """#,
                #"""
                plan.yaml:1:9: target: 'http://${uuid}.example': this must be known before the run: variables and ${env:…} can stand here, nothing else.
                """#
            ),
            (
                #"""
                stages: []
                target: http://a.example
                """#,
                #"""
                plan.yaml:1:1: 'stages': stages are listed under 'profile'.
                """#
            ),
            (
                #"""
                target: http://a.example
                variables: {a: 1, b: [1]}
                """#,
                #"""
                plan.yaml:2:22: variables.b: a variable is a text or a number, not a list.
                """#
            ),
            (
                #"""
                target: http://a.example
                variables: {token: ~}
                """#,
                #"""
                plan.yaml:2:20: variables.token: the variable has no value: give it one, or run with --var token=…
                """#
            ),
            (
                #"""
                target: http://a.example
                variables: {a: "${env:NOT_SET}"}
                """#,
                #"""
                plan.yaml:2:16: variables.a: '${env:NOT_SET}': the environment has no NOT_SET: set it, or give a default as in ${env:NOT_SET:-default}.
                """#
            ),
            (
                #"""
                target: http://a.example
                variables: {a: "${oops"}
                """#,
                #"""
                plan.yaml:2:16: variables.a: '${oops': the value has no closing brace; a literal ${ is written $${.
                """#
            ),
            (
                #"""
                target: http://a.example
                variables: {1a: x}
                """#,
                #"""
                plan.yaml:2:13: variables.1a: '1a': a variable has a name of a letter and then letters, digits, _ and -, at most 64.
                """#
            ),
            (
                #"""
                target: http://a.example
                variables: [a]
                """#,
                #"""
                plan.yaml:2:12: variables: variables are written as name: value.
                """#
            ),
            (
                #"""
                target: http://a.example
                secrets: {key: hunter2}
                """#,
                #"""
                plan.yaml:2:16: secrets.key: a secret is named, not written: env:NAME, file:/path, aws:NAME, aws:NAME#KEY or ssm:/NAME.
                """#
            ),
            (
                #"""
                target: http://a.example
                steps: [{get: '/', headers: {A: '${secret:kye}'}}]
                secrets: {key: 'env:KEY'}
                """#,
                #"""
                plan.yaml:2:33: steps[0].headers.A: '${secret:kye}': did you mean 'key'? give a name of 'secrets', or env:NAME, file:/path, aws:NAME, aws:NAME#KEY or ssm:/NAME.
                """#
            ),
            (
                #"""
                target: http://a.example
                precision: 2ms
                """#,
                #"""
                plan.yaml:2:12: precision: '2ms': give exact, 250us or 1ms.
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
