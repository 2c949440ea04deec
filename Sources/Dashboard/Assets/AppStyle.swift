/// The style sheet of the pages.
enum AppStyle {
    static let text = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8882; --good: #1a7f37; --bad: #c62828; --warn: #9a6700; }
        @media (prefers-color-scheme: dark) { :root { --good: #57c77a; --bad: #ff7b72; --warn: #e3b341; } }
        * { box-sizing: border-box; }
        body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
        header { display: flex; justify-content: space-between; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
        header form { margin: 0; }
        .name { font-weight: 700; text-decoration: none; color: inherit; }
        main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin: 1.2rem 0 .3rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .target { max-width: 28rem; overflow: hidden; text-overflow: ellipsis; }
        .badge { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .4rem; font-size: .85rem; }
        .passed { color: var(--good); } .failed { color: var(--bad); } .invalid, .interrupted { color: var(--warn); }
        .problem { color: var(--bad); border-left: 3px solid; padding-left: .6rem; overflow-wrap: anywhere; }
        .run { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .7rem; padding: .7rem 0; align-items: end; }
        .wide { grid-column: 1 / -1; } .hint { opacity: .7; font-size: .85rem; }
        label input, label textarea { display: block; width: 100%; font: inherit; padding: .35rem; }
        button { font: inherit; padding: .4rem .9rem; } .danger { color: var(--bad); } .quiet { font-size: .85rem; }
        .figures { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; margin: .6rem 0; }
        .figures dt { font-size: .85rem; opacity: .75; } .figures dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
        progress { width: 100%; }
        .chart { width: 100%; height: 5rem; background: var(--soft); display: block; }
        .chart polyline { fill: none; stroke: currentColor; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
        pre { overflow-x: auto; background: var(--soft); padding: .7rem; font-size: .85rem; }
        .links a { margin-right: 1rem; }

        """
}
