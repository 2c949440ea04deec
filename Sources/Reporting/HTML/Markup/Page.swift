/// A whole document: self-contained, under a strict content policy.
struct Page {
    let title: String
    let body: HTML
    var data: JSONNode?

    var bytes: [UInt8] {
        let policy = ContentPolicy(style: PageStyle.text, script: PageScript.text)
        let data = data.map(HTML.data) ?? ""
        let page: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(HTML.raw(policy.text))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(title)</title>
            <link rel="icon" href="data:,">
            <style>\(HTML.raw(PageStyle.text))</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the report</a>
            \(body)
            \(data)
            <script>\(HTML.raw(PageScript.text))</script>
            </body>
            </html>

            """
        return Array(page.text.utf8)
    }
}
