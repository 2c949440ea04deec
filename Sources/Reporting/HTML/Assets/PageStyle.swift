/// The style of every page, light and dark, for screens of any width and for paper.
enum PageStyle {
    static let text = """
        :root{\(light)}
        @media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}
        :root[data-theme=dark]{\(dark)}
        \(layout)\(tables)\(charts)\(print)
        """

    private static let light = """
        --bg:#fff;--fg:#1b1f24;--muted:#57606a;--line:#d0d7de;--card:#f6f8fa;--good:#116329;--bad:#a40e26;--warn:#7d4e00;
        --c1:#0550ae;--c2:#0a7ea4;--c3:#9a5b00;--c4:#116329;--c5:#a40e26;--c6:#6639ba;--c7:#99286e;--c8:#57606a;
        --heat:#0550ae;--stall:#a40e26;color-scheme:light
        """

    private static let dark = """
        --bg:#0d1117;--fg:#e6edf3;--muted:#9aa4af;--line:#30363d;--card:#161b22;--good:#56d364;--bad:#ff8f87;--warn:#e3b341;
        --c1:#79c0ff;--c2:#56d4dd;--c3:#e3b341;--c4:#56d364;--c5:#ff8f87;--c6:#d2a8ff;--c7:#ff9bce;--c8:#9aa4af;
        --heat:#79c0ff;--stall:#ff8f87;color-scheme:dark
        """

    private static let layout = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,"Segoe UI","DejaVu Sans",sans-serif}
        header,main,footer{max-width:70rem;margin:0 auto;padding:.6rem 1rem}
        .skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--bg);padding:.5rem;z-index:2}
        h1{font-size:1.35rem;overflow-wrap:anywhere;margin:.2rem 0}h2{font-size:1.15rem;margin:1.6rem 0 .5rem}
        h3{font-size:1rem;margin:0}
        .verdict{border-top:.5rem solid var(--warn)}.verdict.passed{border-color:var(--good)}
        .verdict.failed{border-color:var(--bad)}
        .badge{display:inline-block;padding:0 .6rem;border-radius:.3rem;background:var(--warn);color:var(--bg)}
        .passed .badge{background:var(--good)}.failed .badge{background:var(--bad)}
        .meaning{margin:.3rem 0}.reasons{margin:.3rem 0;padding-left:1.3rem;overflow-wrap:anywhere}
        .findings{border-left:.3rem solid var(--warn);background:var(--card);padding:.3rem 1rem;margin:.6rem 0}
        .findings p{margin:.4rem 0}.run,.note,footer{color:var(--muted);font-size:.9rem;overflow-wrap:anywhere}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.2rem,1fr));gap:.5rem;margin:1rem 0}
        .figures div{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.4rem .7rem}
        .figures dt{color:var(--muted);font-size:.85rem}
        .figures dd{margin:0;font-size:1.15rem;font-variant-numeric:tabular-nums}
        .bad{color:var(--bad);font-weight:600}
        .facts{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.2rem 1rem;margin:0}
        .facts dt{color:var(--muted)}.facts dd{margin:0;overflow-wrap:anywhere}
        button{font:inherit;font-size:.9rem;color:var(--fg);background:var(--card);border:1px solid var(--line);
        border-radius:.3rem;padding:.15rem .6rem;cursor:pointer}
        button:focus-visible,.plot:focus-visible,.scroll:focus-visible,summary:focus-visible{outline:2px solid var(--c1);
        outline-offset:2px}
        #theme{float:right;margin-left:1rem}summary{cursor:pointer;padding:.3rem 0}

        """

    private static let tables = """
        .scroll{overflow-x:auto;margin:.5rem 0}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.95rem}
        caption{text-align:left;font-weight:600;padding:.2rem 0}
        th,td{padding:.2rem .6rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
        th.t,td.t{text-align:left}tbody th{font-weight:400}thead th{color:var(--muted);font-weight:600}
        tbody th.t,td.t{white-space:normal;overflow-wrap:anywhere;min-width:6rem}

        """

    private static let charts = """
        .chart{margin:1.2rem 0;padding:0}.chart p{margin:.2rem 0;color:var(--muted);font-size:.9rem}
        .zoom{position:sticky;top:0;background:var(--bg);padding:.3rem 0;display:flex;gap:.4rem;flex-wrap:wrap;z-index:1}
        .keys{display:flex;flex-wrap:wrap;gap:.3rem .5rem;margin:.3rem 0}.key[aria-pressed=false]{opacity:.55;
        text-decoration:line-through}.key svg{vertical-align:middle;margin-right:.4rem}.log{margin-left:auto}
        .readout{min-height:1.5em;font-variant-numeric:tabular-nums}.chart .readout{color:var(--fg)}
        .plot{padding:.5rem 1rem 1.6rem 4.6rem;touch-action:pan-y}.plot svg{overflow:visible}
        .plot svg.inner{overflow:hidden}svg.axes{display:block;user-select:none;-webkit-user-select:none}
        svg text{fill:var(--muted);font-size:12px}svg text.y{text-anchor:end}svg text.x{text-anchor:middle}
        .grid{stroke:var(--line);stroke-width:1;shape-rendering:crispEdges}
        .line,.key line{fill:none;stroke-width:2;vector-effect:non-scaling-stroke;stroke-linejoin:round}
        path.c1,.c1 line{stroke:var(--c1)}path.c2,.c2 line{stroke:var(--c2);stroke-dasharray:6 3}
        path.c3,.c3 line{stroke:var(--c3);stroke-dasharray:10 3}path.c4,.c4 line{stroke:var(--c4)}
        path.c5,.c5 line{stroke:var(--c5);stroke-width:1.5}path.c6,.c6 line{stroke:var(--c6);stroke-dasharray:3 3}
        path.c7,.c7 line{stroke:var(--c7);stroke-dasharray:8 2 2 2}path.c8,.c8 line{stroke:var(--c8);stroke-dasharray:2 2}
        .heat path{fill:var(--heat)}.h1{fill-opacity:.14}.h2{fill-opacity:.28}.h3{fill-opacity:.44}.h4{fill-opacity:.62}
        .h5{fill-opacity:.8}.h6{fill-opacity:1}
        line.stage{stroke:var(--muted);stroke-dasharray:3 3}.stall{fill:var(--stall);fill-opacity:.14}
        .band{min-width:9rem}rect.range{fill:var(--c1);fill-opacity:.45}rect.bad{fill:var(--bad);fill-opacity:.6}
        .cursor{stroke:var(--fg);stroke-width:1}.selection{fill:var(--c1);fill-opacity:.2}.off{display:none}

        """

    private static let print = """
        @media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){\(light)}
        body{font-size:11pt}button.log,.zoom,#theme,.skip{display:none}
        .chart,tr,.figures div{break-inside:avoid}.scroll{overflow:visible}}
        @media (max-width:40rem){.plot{padding-left:3.6rem;padding-right:.4rem}svg text{font-size:11px}
        body{font-size:15px}.facts{grid-template-columns:1fr}.facts dd{margin-bottom:.4rem}}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        """
}
