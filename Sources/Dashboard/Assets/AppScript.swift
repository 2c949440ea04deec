/// The script of the pages. It puts texts into the page as texts, never as markup.
enum AppScript {
    static let text = #"""
        "use strict";
        const byId = id => document.getElementById(id);
        const show = (id, value) => { const node = byId(id); if (node) node.textContent = value; };
        const number = value => value === undefined || value === null ? "–" : Math.round(value).toLocaleString("en");
        const time = value => value === undefined || value === null ? "–"
          : value < 1 ? Math.round(value * 1000) + " µs" : value < 1000 ? value.toPrecision(3) + " ms" : (value / 1000).toPrecision(3) + " s";
        const list = (id, texts) => {
          const node = byId(id);
          if (node) node.replaceChildren(...texts.map(text => {
            const item = document.createElement("li");
            item.textContent = text;
            return item;
          }));
        };
        // A row for each group or endpoint; the section is hidden while there is none.
        const fill = (id, places) => {
          const section = byId(id);
          if (!section) return;
          section.hidden = places.rows.length === 0;
          section.querySelector("tbody").replaceChildren(...places.rows.map(place => {
            const row = document.createElement("tr");
            const cells = [number(place.perSecond), number(place.count), number(place.failed),
              ...[place.last, place.run].flatMap(times => ["p50", "p95", "p99"].map(percentile => time(times?.[percentile])))];
            row.append(...[place.name, ...cells].map((text, column) => {
              const cell = document.createElement(column === 0 ? "th" : "td");
              cell.className = column === 0 ? "target" : column === 3 && place.failed > 0 ? "number failed" : "number";
              cell.textContent = text;
              return cell;
            }));
            return row;
          }));
          show(id + "-more", places.leftOut > 0 ? "and " + number(places.leftOut) + " more" : "");
        };
        const chart = (id, values) => {
          const svg = byId(id);
          if (!svg || values.length < 2) return;
          const top = Math.max(...values.map(value => value ?? 0)) || 1;
          const points = values.map((value, index) => index + "," + (100 - 95 * (value ?? 0) / top).toFixed(2)).join(" ");
          svg.setAttribute("viewBox", "0 0 " + (values.length - 1) + " 100");
          svg.setAttribute("preserveAspectRatio", "none");
          let line = svg.querySelector("polyline");
          if (!line) {
            line = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
            svg.append(line);
          }
          line.setAttribute("points", points);
        };

        const follow = section => {
          const rates = [], tails = [];
          const source = new EventSource(section.dataset.events);
          source.addEventListener("progress", event => {
            const run = JSON.parse(event.data);
            const elapsed = Math.max(0, run.elapsedSeconds);
            show("state", elapsed === 0 ? "waiting for the start"
              : elapsed > run.totalSeconds ? "waiting for the last responses"
              : Math.floor(elapsed) + " s of " + run.totalSeconds + " s");
            const badge = document.querySelector("h1 .badge.running");
            if (badge && badge.textContent === "starting" && elapsed > 0) badge.textContent = "running";
            byId("progress").value = run.totalSeconds > 0 ? Math.min(1, elapsed / run.totalSeconds) : 0;
            show("rate", number(run.perSecond));
            show("asked", number(run.askedPerSecond) + (run.asksIterations && run.askedPerSecond ? " iterations" : ""));
            show("flight", number(run.inFlight));
            show("sent", number(run.sent));
            show("failed", number(run.failed));
            show("dropped", number(run.dropped));
            for (const [name, times] of [["last", run.last], ["run", run.run]])
              for (const percentile of ["50", "95", "99"]) show(name + percentile, time(times?.["p" + percentile]));
            fill("groups", run.groups);
            fill("endpoints", run.endpoints);
            if (run.sent > 0) {
              rates.push(run.perSecond);
              tails.push(run.last?.p99);
              if (rates.length > 600) { rates.shift(); tails.shift(); }
            }
            chart("chart-rate", rates);
            chart("chart-p99", tails);
            show("tasks", ["waiting", "ready", "running", "finished", "failed"]
              .filter(state => run.tasks[state] > 0).map(state => run.tasks[state] + " " + state).join(", "));
            list("troubles", run.tasks.troubles);
            const codes = Object.entries(run.statusCodes).filter(([code]) => code >= 400).map(([code, count]) => ["status " + code, count]);
            const errors = [...Object.entries(run.errors), ...codes].sort((a, b) => b[1] - a[1]);
            list("errors", errors.length ? errors.slice(0, 10).map(([name, count]) => name + ": " + number(count)) : ["none"]);
            list("notices", run.notices);
          });
          source.addEventListener("done", () => { source.close(); location.reload(); });
          source.addEventListener("error", () => show("state", "the connection was lost; trying again …"));
        };

        const refresh = async table => {
          const open = [...table.querySelectorAll("tr[data-run]")].filter(row => row.querySelector(".running"));
          if (!open.length) return;
          try {
            const answer = await fetch("/api/runs", { headers: { accept: "application/json" } });
            const ended = new Map((await answer.json()).runs.filter(run => run.verdict).map(run => [run.testId, run]));
            if (open.some(row => ended.has(row.dataset.run))) location.reload();
          } catch { /* the server is away; the next look may find it */ }
        };

        const section = byId("live");
        if (section) follow(section);
        const table = byId("runs");
        if (table) setInterval(() => refresh(table), 3000);

        """#
}
