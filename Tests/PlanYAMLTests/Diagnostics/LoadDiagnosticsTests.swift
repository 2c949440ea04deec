import PlanFile
import Testing

@Suite("Loads that are wrong")
struct LoadDiagnosticsTests {
    @Test(
        "are refused with their place, what stands there and what is allowed",
        arguments: [
            (
                #"""
                profile: {rate: 10}
                """#,
                #"""
                plan.yaml:2:10: profile: the stage has no length: give 'for: 30s'.
                """#
            ),
            (
                #"""
                profile: {rate: 10, vus: 3, for: 1s}
                """#,
                #"""
                plan.yaml:2:10: profile: a stage has one of rate, step, spike, burst, vus.
                """#
            ),
            (
                #"""
                profile: [{rate: 10, for: 1s}, {vus: 3, for: 1s}]
                """#,
                #"""
                plan.yaml:2:32: profile[1]: stages of 'rate' and of 'vus' do not mix: a profile is a schedule of arrivals, or a number of virtual users.
                """#
            ),
            (
                #"""
                profile: {rate: 0, for: 10s}
                """#,
                #"""
                plan.yaml:2:10: profile: the profile calls for no request at all: give a higher rate, or a longer time.
                """#
            ),
            (
                #"""
                profile: []
                """#,
                #"""
                plan.yaml:2:10: profile: a profile has stages, such as - {rate: 100, for: 30s}.
                """#
            ),
            (
                #"""
                profile: {rate: 10, for: 31d}
                """#,
                #"""
                plan.yaml:2:26: profile.for: '31d': give more than 0 and at most 30d.
                """#
            ),
            (
                #"""
                profile: {rate: 10, duration: 5s}
                """#,
                #"""
                plan.yaml:2:21: profile: 'duration': the length of a stage is 'for'.
                """#
            ),
            (
                #"""
                profile: {rate: 10, for: 5s, arrivals: poisson}
                """#,
                #"""
                plan.yaml:2:30: profile: 'arrivals': 'arrivals' is of the whole profile: give it beside 'profile'.
                """#
            ),
            (
                #"""
                profile: {rate: 10..20..30, for: 5s}
                """#,
                #"""
                plan.yaml:2:17: profile.rate: '20..30': give requests per second for the whole test, such as 100, 100/s, 50/1m or 10k, at most 100m.
                """#
            ),
            (
                #"""
                profile: {step: 100..200, for: 5s}
                """#,
                #"""
                plan.yaml:2:17: profile.step: '100..200': the height of a step is missing: give 'by: 50'.
                """#
            ),
            (
                #"""
                profile: {step: 100..200, by: 0, for: 5s}
                """#,
                #"""
                plan.yaml:2:31: profile.by: '0': a staircase has from 2 to 1000 steps: give 'step: 100..500' and 'by: 100'.
                """#
            ),
            (
                #"""
                profile: {rate: 1, by: 2, for: 5s}
                """#,
                #"""
                plan.yaml:2:24: profile.by: '2': 'by' belongs to 'step'.
                """#
            ),
            (
                #"""
                profile: {burst: 0}
                """#,
                #"""
                plan.yaml:2:18: profile.burst: '0': give a whole number from 1 to 100000.
                """#
            ),
            (
                #"""
                profile: {vus: 0, for: 5s}
                """#,
                #"""
                plan.yaml:2:16: profile.vus: '0': a stage has at least one virtual user at one of its ends.
                """#
            ),
            (
                #"""
                profile: {vus: 5, for: 5s}
                vus: 10
                """#,
                #"""
                plan.yaml:3:6: vus: '10': the profile's stages say how many virtual users there are: leave one of both out.
                """#
            ),
            (
                #"""
                profile: {vus: 5, for: 5s}
                arrivals: poisson
                """#,
                #"""
                plan.yaml:3:11: arrivals: 'poisson': arrivals are of a profile of rates: leave it out, or give stages of 'rate'.
                """#
            ),
            (
                #"""
                profile: {rate: 5, for: 5s}
                iterations: 10
                """#,
                #"""
                plan.yaml:3:13: iterations: '10': a profile of rates has its number of iterations: leave this out, or give stages of 'vus'.
                """#
            ),
            (
                #"""
                profile: {rate: 5, for: 5s}
                arrivals: poison
                """#,
                #"""
                plan.yaml:3:11: arrivals: 'poison': did you mean 'poisson'? give uniform or poisson.
                """#
            ),
            (
                #"""
                profile: {rate: 5, for: 5s}
                warmup: 5s
                """#,
                #"""
                plan.yaml:3:9: warmup: '5s': the warm-up is whole seconds, and shorter than the profile.
                """#
            ),
            (
                #"""
                profile: {rate: 5, for: 5s}
                warmup: 500ms
                """#,
                #"""
                plan.yaml:3:9: warmup: '500ms': the warm-up is whole seconds, and shorter than the profile.
                """#
            ),
            (
                #"""
                profile: {rate: 5, for: 5s}
                vus: many
                """#,
                #"""
                plan.yaml:3:6: vus: 'many': give a whole number from 1 to 1000000.
                """#
            ),
            (
                #"""
                profile: {rate: 5, for: '${uuid}'}
                """#,
                #"""
                plan.yaml:2:25: profile.for: '${uuid}': this must be known before the run: variables and ${env:…} can stand here, nothing else.
                """#
            ),
            (
                #"""
                environments: {staging: {targt: x}, other: {profile: {rate: x, for: 1s}}}
                """#,
                #"""
                plan.yaml:2:26: environments.staging: 'targt': did you mean 'target'? the keys of an environment are target, variables, profile, vus, iterations.
                plan.yaml:2:61: environments.other.profile.rate: 'x': give requests per second for the whole test, such as 100, 100/s, 50/1m or 10k, at most 100m.
                """#
            ),
            (
                #"""
                client: {timeout: 0, redirects: 51, insecure: yes, caFile: none.pem, resolve: [x], proxy: socks5://u:s3cret@p}
                """#,
                #"""
                plan.yaml:2:19: client.timeout: '0': give more than 0 and at most 30d.
                plan.yaml:2:33: client.redirects: '51': give a whole number from 0 to 50.
                plan.yaml:2:47: client.insecure: 'yes': give true or false.
                plan.yaml:2:60: client.caFile: 'none.pem': there is no such file in the plan's folder FOLDER.
                plan.yaml:2:80: client.resolve[0]: 'x': give HOST:PORT:ADDRESS with an IPv4 or IPv6 address, such as example.com:443:192.0.2.1.
                plan.yaml:2:91: client.proxy: 'socks5://…@p': SOCKS proxies are not supported: give http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with both percent-encoded, such as http://proxy.example:3128.
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
