import Glibc
import LoadPlan
import PlanFile
import PlanYAML
import Testing

@Suite("Files that mean harm")
struct HostileFileTests {
    let bench = PlanBench()

    @Test("an alias bomb is refused before it grows")
    func aliasBomb() {
        var text = "x-a: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n"
        for level in 1...9 {
            let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "x-a\(level): &a\(level) [\(row)]\n"
        }
        #expect(
            bench.complaints(text).contains("the file comes to more than 100000 pieces, aliases counted each time.")
        )
    }

    @Test("an alias of what it stands in, and one as a key, are refused")
    func recursion() {
        #expect(bench.complaints("x-a: &a [*a]\n") == "plan.yaml:1:10: '*a': there is no anchor &a before it.")
        #expect(bench.complaints("x-a: &a b\n*a : c\n").contains("2:1: a key is a text."))
        #expect(bench.complaints("? [a, b]\n: c\n").contains("1:3: a key is a text."))
    }

    @Test("deep nesting is refused", arguments: ["[", "{\"a\":", "- ", "? "])
    func depth(opening: String) {
        let complaints = bench.complaints("x-a: " + String(repeating: opening, count: 5000))
        #expect(!complaints.isEmpty && complaints.utf8.count < 500)
        let json = bench.complaints("{\"x-a\": " + String(repeating: opening == "[" ? "[" : "{\"a\":", count: 5000))
        #expect(json.contains("more than 48 levels"))
    }

    @Test("a file of more than a megabyte is refused")
    func size() {
        #expect(bench.complaints("# " + String(repeating: "x", count: 1_100_000)).contains("are more than the 1048576"))
    }

    @Test("a key that is there twice is named, at its second place")
    func duplicates() {
        #expect(
            bench.complaints("target: http://a.example\ntarget: http://b.example\n")
                == "plan.yaml:2:1: 'target': this key is there twice: keep one."
        )
        #expect(
            bench.complaints("{\"target\": \"a\",\n \"target\": \"b\"}").contains(
                "2:2: 'target': this key is there twice"
            )
        )
    }

    @Test("tags, second documents and what is no YAML are refused with their place")
    func others() {
        #expect(
            bench.complaints("target: !!python/object x\n").contains("1:9: 'tag:yaml.org,2002:python/object': tags")
        )
        #expect(bench.complaints("target: a\n---\ntarget: b\n").contains("2:1: '---': a second document begins"))
        #expect(bench.complaints("target: [a\n").hasPrefix("plan.yaml:2:1: no YAML:"))
        #expect(bench.complaints("a: \u{1}\n").hasPrefix("plan.yaml:1:"))
        #expect(bench.complaints("") == "plan.yaml:1:1: the file is empty.")
        #expect(bench.complaints("just a text").contains("1:1: 'just a text': a plan is written as keys with values"))
        #expect(bench.complaints("{\"a\": tru}").contains("1:7: 'tru': a JSON value is expected here."))
        #expect(bench.complaints("{\"a\": \"\\ud83d\"}").contains("'a': "))
    }

    @Test("bytes that are no UTF-8 are refused")
    func encoding() {
        for bytes in [[0x61, 0x3A, 0x20, 0xFF], [0x7B, 0x22, 0xFF]] as [[UInt8]] {
            #expect(throws: PlanFileError.self) {
                try PlanReader.read(bytes, named: "plan.yaml", in: PlanFolder(bench.path))
            }
        }
    }

    @Test("random bytes and cut plans end in diagnostics, never in a crash")
    func noise() {
        let whole = Array(WholePlanTests.text.utf8)
        var state: UInt64 = 42
        for round in 0..<400 {
            var bytes = Array(whole.prefix(round * whole.count / 400))
            for _ in 0..<(round % 7) where !bytes.isEmpty {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            #expect(throws: PlanFileError.self) {
                try PlanReader.read(bytes, named: "plan.yaml", in: PlanFolder(bench.path))
            }
        }
    }

    @Test("files outside of the plan's folder are refused, by whatever way they are named")
    func outside() throws {
        try bench.write("inside/users.csv", "a\n1\n")
        try bench.write("secret.csv", "a\n1\n")
        let folder = PlanFolder("\(bench.path)/inside")
        symlink("../secret.csv", "\(bench.path)/inside/link.csv")
        symlink("/etc", "\(bench.path)/inside/etc")
        mkfifo("\(bench.path)/inside/pipe.csv", 0o600)
        for (name, expected) in [
            ("../secret.csv", "outside of the plan's folder"), ("link.csv", "outside of the plan's folder"),
            ("etc/passwd", "outside of the plan's folder"), ("/etc/passwd", "outside of the plan's folder"),
            ("none.csv", "there is no such file"), ("pipe.csv", "no plain file"), (".", "no plain file"),
        ] {
            let text =
                "target: http://a.example\ndata: {d: {file: \(name), format: csv}}\nsteps: [{post: /, file: \(name)}]\n"
            let error = #expect(throws: PlanFileError.self) {
                try PlanReader.read(Array(text.utf8), named: "plan.yaml", in: folder)
            }
            #expect(error?.diagnostics.count == 2)
            #expect(error?.diagnostics.allSatisfy { $0.message.contains(expected) } == true, "\(name)")
        }
        let text = "target: http://a.example\ndata: {d: {file: ./users.csv}}\nsteps: [{get: '/${d.a}'}]\n"
        _ = try PlanReader.read(Array(text.utf8), named: "plan.yaml", in: folder)
    }

    @Test("a plan from elsewhere gets no secrets of this machine, under no name")
    func localSecrets() {
        let text = """
            target: http://a.example
            secrets: {key: "env:AWS_SECRET_ACCESS_KEY", fine: "aws:plans/key"}
            steps:
              - {get: /, headers: {A: "${secret:key}", B: "${secret:file:/etc/passwd}", C: "${secret:fine}"}}
            """
        let refusal = "plans from elsewhere take no secrets from this machine: give aws:NAME or ssm:/NAME."
        #expect(
            bench.complaints(text) { $0.allowsLocalSecrets = false } == """
                plan.yaml:4:27: steps[0].headers.A: '${secret:key}': \(refusal)
                plan.yaml:4:47: steps[0].headers.B: '${secret:file:/etc/passwd}': \(refusal)
                """
        )
        #expect(bench.complaints(text) == "")
    }
}
