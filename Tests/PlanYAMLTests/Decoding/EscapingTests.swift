import LoadPlan
import PlanFile
import Testing

@Suite("Values in their places")
struct EscapingTests {
    private let awkward = #"a b&c="d"\e/ü%"#

    private func request(_ step: String, _ variables: [String: String] = [:]) throws -> RequestStep {
        let text = "target: http://a.example/base/\nvariables: {v: x, n: 5}\nsteps:\n  - \(step)\n"
        return try #require(try PlanBench().read(text) { $0.variables = variables }.requests.first)
    }

    @Test("a variable is percent-encoded in a URL, and what is written there is not")
    func url() throws {
        let plain = try request("{get: '/é/${v}?a=1&b=${v}', query: {c: '${v} d'}}", ["v": awkward])
        let encoded = "a%20b%26c%3D%22d%22%5Ce%2F%C3%BC%25"
        #expect(plain.url.shown == "/base/%C3%A9/\(encoded)?a=1&b=\(encoded)&c=\(encoded)%20d")
        #expect(plain.name == "GET /é/${v}")
        #expect(try request("{get: '${v:raw}/y'}", ["v": "/x?y=1"]).url.shown == "/base/x?y=1/y")
        #expect(try request("{get: '${v:raw}/y'}", ["v": "http://b.example"]).url.shown == "http://b.example/y")
    }

    @Test("JSON strings, forms and headers have their own ways")
    func contents() throws {
        let json = try request(
            "{post: /, json: {'k${n}': '${v}', t: \"x\\ty\\u0001\", n: '${n:raw}', q: 007, r: -1.5e3}}",
            ["v": awkward]
        )
        #expect(json.body.shown == ##"{"k5":"a b&c=\"d\"\\e/ü%","t":"x\ty\u0001","n":5,"q":"007","r":-1.5e3}"##)
        let form = try request("{post: /, form: {'a b': ['${v}', '*']}}", ["v": awkward])
        #expect(form.body.shown == "a+b=a+b%26c%3D%22d%22%5Ce%2F%C3%BC%25&a+b=*")
        let header = try request("{get: /, headers: {X: 'a${v}'}}", ["v": "1\r\nInjected: 2"])
        #expect(header.headers.map { $0.value.shown } == ["a1Injected: 2"])
        #expect(try request("{post: /, body: 'a=${v}'}", ["v": awkward]).body.shown == "a=\(awkward)")
    }

    @Test("$${ is a literal, and a dollar alone is one")
    func literals() throws {
        #expect(try request("{post: /, body: '$${v} $5 ${v}$'}").body.shown == "${v} $5 x$")
    }

    @Test("a multipart content keeps to RFC 7578")
    func multipart() throws {
        let bench = PlanBench()
        try bench.write("a.txt", "line\r\n${v}")
        let text = """
            target: http://a.example
            variables: {v: 'x"y'}
            steps:
              - post: /
                multipart:
                  'na"me': ${v} ${uuid}
                  up: {file: a.txt, type: text/plain}
                  b: {value: 1, filename: '${v}'}
            """
        let request = try #require(try bench.read(text) { $0.boundary = "BB" }.requests.first)
        #expect(request.headers.map { $0.value.shown } == ["multipart/form-data; boundary=BB"])
        let expected = [
            "--BB", #"Content-Disposition: form-data; name="na%22me""#, "",
            #"x"y ⟨generator(LoadPlan.Generator.uuid) none⟩"#, "--BB",
            #"Content-Disposition: form-data; name="up"; filename="a.txt""#, "Content-Type: text/plain", "", "line",
            "${v}",
            "--BB", #"Content-Disposition: form-data; name="b"; filename="x%22y""#, "", "1", "--BB--", "",
        ]
        #expect(request.body.shown == expected.joined(separator: "\r\n"))
    }

    @Test("a default stands in for what the environment lacks")
    func environment() throws {
        let text = "target: 'http://${env:HOST:-a.example}'\nprofile: {rate: '${env:RATE:-5}', for: 1s}\n"
        #expect(try PlanBench().read(text).request.url.host == "a.example")
        let plan = try PlanBench().read(text) { $0.processEnvironment = ["HOST": "b.example", "RATE": "7"] }
        #expect(plan.request.url.host == "b.example")
        #expect(plan.profile.arrivals == 7)
    }

    @Test("a step without a captured value in its condition may come before the capture; its use may not")
    func captures() {
        let bench = PlanBench()
        let loop = """
            target: http://a.example
            steps:
              - while: ${next} exists
                steps:
                  - {get: /, capture: {next: $.next}}
              - {if: '${next} == "x"', then: [{get: '/${next}', capture: {other: $.o}}], else: [{get: /}]}
              - {get: '/${other}'}
            """
        #expect(bench.complaints(loop) == "")
        #expect(
            bench.complaints("target: http://a.example\nsteps: [{get: '/', capture: {a: $.a}, headers: {X: '${a}'}}]\n")
                .contains("'${a}': no variable has this name")
        )
    }
}
