/// The page that asks for the token.
struct LogInPage {
    let formSecret: String
    var problem: String?

    var content: HTML {
        let alert: HTML? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" }
        return """
            <h1>Log in</h1>
            \(alert)
            <form method="post" action="/login" class="run">
            <input type="hidden" name="csrf" value="\(formSecret)">
            <input type="text" name="username" value="loadtester" autocomplete="username" hidden>
            <label class="wide">Token <input name="token" type="password" required autocomplete="current-password"></label>
            <button>Log in</button>
            </form>
            """
    }
}

/// What is shown in place of a page that there is not.
struct ProblemPage {
    let problem: WebError

    var content: HTML {
        """
        <h1>\(problem.code.rawValue)</h1>
        <p class="problem" role="alert">\(problem.message)</p>
        <p><a href="/">To the runs</a></p>
        """
    }
}
