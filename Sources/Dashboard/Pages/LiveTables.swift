/// The tables of groups of steps and of endpoints on the page of a run that goes on. The script fills them in, and shows
/// those that have rows.
enum LiveTables {
    static let html: HTML = "\(table("groups", "Groups of steps", "done"))\(table("endpoints", "Endpoints", "sent"))"

    private static func table(_ id: String, _ title: String, _ counted: String) -> HTML {
        """
        <section id="\(id)" aria-labelledby="\(id)-title" hidden>
        <h2 id="\(id)-title">\(title)</h2>
        <div class="scroll"><table><thead><tr><th rowspan="2">name</th>
        <th rowspan="2" class="number">\(counted)/s</th><th rowspan="2" class="number">\(counted)</th>
        <th rowspan="2" class="number">failed</th>
        <th colspan="3" scope="colgroup" class="number">last window</th><th colspan="3" scope="colgroup" class="number">run</th></tr>
        <tr><th class="number">p50</th><th class="number">p95</th><th class="number">p99</th>
        <th class="number">p50</th><th class="number">p95</th><th class="number">p99</th></tr></thead>
        <tbody></tbody></table></div>
        <p id="\(id)-more" class="hint"></p>
        </section>

        """
    }
}
