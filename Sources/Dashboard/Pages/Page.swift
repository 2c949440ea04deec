/// The frame of every page.
struct Page {
    let title: String
    /// For the form that ends a session; nil where there is none to end.
    var logOutSecret: String?
    let content: HTML

    var html: HTML {
        let logOut: HTML? = logOutSecret.map { secret in
            "<form method=\"post\" action=\"/logout\"><input type=\"hidden\" name=\"csrf\" value=\"\(secret)\"><button class=\"quiet\">Log out</button></form>"
        }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title) · loadtester</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/assets/app.css">
            <script src="/assets/app.js" defer></script>
            </head>
            <body>
            <header><a class="name" href="/">loadtester</a>\(logOut)</header>
            <main>
            \(content)
            </main>
            </body>
            </html>

            """
    }
}
