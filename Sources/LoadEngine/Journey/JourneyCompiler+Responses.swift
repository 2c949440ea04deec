import JSONPath
import LoadPlan

extension JourneyCompiler {
    /// Captures and checks of a step.
    mutating func compileReading(of step: RequestStep, into request: inout CompiledRequest) throws {
        let firstCheck = parts.checks.count
        for check in step.checks {
            let counter = counter(of: check.name, endpoint: request.endpoint)
            let source = try compile(check.source, of: step, flags: &request.flags)
            let predicate = try compile(check.predicate, of: step.name)
            parts.checks.append(
                CompiledCheck(
                    counter: counter,
                    source: source,
                    predicate: predicate,
                    failsRequest: check.failsRequest,
                    name: check.name
                )
            )
        }
        request.checks = firstCheck..<parts.checks.count
        let firstCapture = parts.captures.count
        for capture in step.captures {
            guard let slot = slot(capture.name) else { continue }
            parts.captures.append(
                CompiledCapture(
                    slot: slot,
                    source: try compile(capture.source, of: step, flags: &request.flags),
                    fallback: capture.fallback.map { Array($0.utf8) }
                )
            )
        }
        request.captures = firstCapture..<parts.captures.count
    }

    private mutating func counter(of name: String, endpoint: Int) -> Int {
        if let known = parts.endpoints[endpoint].checks.firstIndex(of: name) { return known }
        parts.endpoints[endpoint].checks.append(name)
        return parts.endpoints[endpoint].checks.count - 1
    }

    private mutating func compile(
        _ source: ResponseSource,
        of step: RequestStep,
        flags: inout CompiledRequest.Flags
    ) throws -> CompiledSource {
        switch source {
        case .status: return .status
        case .size: return .size
        case .time: return .time
        case .cookie(let name): return .cookie(Array(name.utf8))
        case .body:
            flags.insert(.readsBody)
            return .body
        case .header(let name):
            let lowercase = Array(name.lowercased().utf8)
            if let known = parts.headerNames.firstIndex(of: lowercase) { return .header(known) }
            parts.headerNames.append(lowercase)
            return .header(parts.headerNames.count - 1)
        case .jsonPath(let text):
            flags.formUnion([.readsBody, .readsJSON])
            if let known = parts.paths.firstIndex(where: { $0.text == text }) { return .jsonPath(known) }
            do throws(JSONPathError) {
                parts.paths.append(try JSONPath(parsing: text))
            } catch {
                throw refusal(step, "'\(text)', \(error)")
            }
            return .jsonPath(parts.paths.count - 1)
        case .regularExpression(let text, let group):
            flags.insert(.readsBody)
            let index = try pattern(text, of: step.name)
            guard group >= 0, group <= parts.patterns[index].groupCount else {
                throw refusal(step, "'\(text)' has \(parts.patterns[index].groupCount) group(s), not \(group).")
            }
            return .pattern(index, group: group)
        }
    }

    mutating func compile(_ condition: Condition) throws -> Int {
        let compiled = CompiledCondition(
            value: try condition.value.map { try template($0, of: "if") },
            predicate: try compile(condition.predicate, of: "if")
        )
        parts.conditions.append(compiled)
        return parts.conditions.count - 1
    }

    private mutating func compile(_ predicate: Predicate, of step: String) throws -> CompiledPredicate {
        switch predicate {
        case .exists: .exists
        case .isMissing: .isMissing
        case .equals(let text): .equals(try template(text, of: step))
        case .differs(let text): .differs(try template(text, of: step))
        case .isOne(let texts): .isOne(of: texts.map { Array($0.utf8) })
        case .contains(let text): .contains(try template(text, of: step))
        case .matches(let text): .matches(try pattern(text, of: step))
        case .less(let number): .less(number)
        case .atMost(let number): .atMost(number)
        case .more(let number): .more(number)
        case .atLeast(let number): .atLeast(number)
        case .statusClass(let number): .statusClass(number)
        }
    }

    private mutating func pattern(_ text: String, of step: String) throws -> Int {
        if let known = parts.patterns.firstIndex(where: { $0.text == text }) { return known }
        do throws(PatternError) {
            parts.patterns.append(try Pattern(parsing: text))
        } catch {
            throw EngineError(.request, "The step '\(step)': '\(text)', \(error)")
        }
        return parts.patterns.count - 1
    }
}
