import ArgumentParser
import LoadPlan

/// A first argument that is no command: mistyped, or the URL that other load testers take there.
struct UnknownCommand {
    let message: String

    /// Nil where the first argument is a command or a flag, or there is none.
    init?(_ arguments: [String]) {
        guard arguments.count > 1, !arguments[1].hasPrefix("-") else { return nil }
        let (product, word) = (Product.name, arguments[1])
        let configurations = LoadTester.configuration.subcommands.map { $0.configuration }
        guard word != "help", !configurations.contains(where: { $0.commandName == word }) else { return nil }
        if word.contains("://") {
            message = "'\(word)' is no command: '\(product) run \(word)' puts it under load."
            return
        }
        let names = configurations.filter(\.shouldDisplay).compactMap(\.commandName)
        let near = NearMiss.of(word, among: names).map { ": did you mean '\($0)'?" }
        message = "'\(word)' is no command\(near ?? "; there are \(names.joined(separator: ", ")).")"
    }
}
