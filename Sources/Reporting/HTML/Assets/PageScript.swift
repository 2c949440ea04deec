/// The script of every page. It adds to what is there already: without it the charts are drawn all the same.
enum PageScript {
    static let text = "'use strict';(()=>{\n" + theme + shared + view + readout + pointer + start + "})();"

    private static let theme = #"""
        const root = document.documentElement;
        const themeButton = document.getElementById('theme');
        themeButton?.addEventListener('click', () => {
          const isDark = root.dataset.theme ? root.dataset.theme === 'dark'
            : matchMedia('(prefers-color-scheme: dark)').matches;
          root.dataset.theme = isDark ? 'light' : 'dark';
        });
        addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((d) => { d.open = true; }));

        """#

    private static let shared = #"""
        const source = document.getElementById('data');
        const data = source ? JSON.parse(source.textContent) : { seconds: 1, width: 1, starts: [], charts: {} };
        const all = [0, data.seconds];
        let range = all;
        const charts = [...document.querySelectorAll('[data-chart]')].map((figure) => ({
          figure, kind: figure.dataset.kind, values: data.charts[figure.dataset.chart],
          plot: figure.querySelector('.plot'), axes: figure.querySelector('svg.axes'),
          cursor: figure.querySelector('.cursor'), selection: figure.querySelector('.selection'),
          readout: figure.querySelector('.readout'), index: -1, row: 0,
        })).filter((chart) => chart.values);
        const timed = charts.filter((chart) => chart.kind !== 'curve');
        const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
        const two = (number) => String(number).padStart(2, '0');
        const clock = (seconds) => {
          if (data.seconds < 60 || seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
          const s = Math.round(seconds), rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
          return s < 3600 ? rest.replace(/^0/, '') : `${Math.floor(s / 3600)}:${rest}`;
        };
        const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');
        const digits = (value) => value < 9.995 ? value.toFixed(2) : value < 99.95 ? value.toFixed(1) : grouped(Math.round(value));
        const time = (ms) => ms < 0.9995 ? `${Math.round(ms * 1000)} µs` : ms < 999.5 ? `${digits(ms)} ms` : `${digits(ms / 1000)} s`;
        const shown = (value, unit) => value === null ? '–' : unit === 'ms' ? time(value) : `${Math.round(value * 10) / 10}/s`;
        const percent = (share) => `${Math.round(share * 1e5) / 1e3}%`;

        """#

    private static let view = #"""
        const place = (second) => (second - range[0]) / (range[1] - range[0]);
        function setView(from, to) {
          const least = Math.min(data.seconds, data.width * 4);
          const length = clamp(to - from, least, data.seconds);
          const begin = clamp(from, 0, data.seconds - length);
          range = [begin, begin + length];
          const box = `${begin / data.seconds * 1000} 0 ${length / data.seconds * 1000} 1000`;
          for (const { axes } of timed) {
            axes.querySelectorAll('svg.inner').forEach((inner) => inner.setAttribute('viewBox', box));
            axes.querySelectorAll('[data-part]').forEach((text) => {
              text.textContent = clock(begin + Number(text.dataset.part) * length);
            });
            axes.querySelectorAll('[data-at]').forEach((mark) => {
              const share = place(Number(mark.dataset.at));
              mark.classList.toggle('off', share < 0 || share > 1);
              for (const name of mark.tagName === 'line' ? ['x1', 'x2'] : ['x']) mark.setAttribute(name, percent(share));
            });
            axes.querySelectorAll('[data-from]').forEach((mark) => {
              const [x, end] = [mark.dataset.from, mark.dataset.to].map((second) => clamp(place(Number(second)), 0, 1));
              mark.setAttribute('x', percent(x));
              mark.setAttribute('width', percent(end - x));
            });
          }
          const output = document.getElementById('view');
          if (output) output.textContent = length < data.seconds ? `${clock(range[0])} to ${clock(range[1])}` : '';
          timed.forEach((chart) => chart.cursor.classList.add('off'));
        }
        function zoom(factor, around) {
          const length = range[1] - range[0], share = place(around);
          setView(around - length * factor * share, around + length * factor * (1 - share));
        }

        """#

    private static let readout = #"""
        const texts = {
          time(chart, index) {
            const begin = data.starts[index];
            const parts = chart.values.series.map((series) => `${series.name} ${shown(series.values[index], chart.values.unit)}`);
            return [begin + data.width / 2, `${clock(begin)}: ${parts.join(' · ')}`];
          },
          heat(chart, index) {
            const { width, bounds, columns } = chart.values;
            const column = Math.floor(data.starts[index] / width), fields = columns[column] ?? [];
            let total = 0, here = 0;
            for (let i = 0; i < fields.length; i += 2) {
              total += fields[i + 1];
              if (fields[i] === chart.row) here = fields[i + 1];
            }
            const row = `${time(bounds[chart.row])} to ${time(bounds[chart.row + 1])}`;
            return [(column + 0.5) * width, `${clock(column * width)}: ${grouped(here)} of ${grouped(total)} responses took ${row}`];
          },
          curve(chart, index) {
            const share = 100 * (1 - 10 ** -chart.values.positions[index]);
            const name = share === 0 ? 'Fastest' : `${Number(share.toPrecision(share > 99 ? 6 : 3))} % within`;
            const parts = chart.values.series.map((series) => `${series.name} ${time(series.values[index])}`);
            return [null, `${name}: ${parts.join(' · ')}`];
          },
        };
        const count = (chart) => chart.kind === 'curve' ? chart.values.positions.length : data.starts.length;
        function show(chart, index) {
          if (count(chart) === 0) return;
          chart.index = clamp(index, 0, count(chart) - 1);
          const [second, text] = texts[chart.kind](chart, chart.index);
          const share = second === null ? chart.values.positions[chart.index] / chart.values.decades : place(second);
          chart.cursor.classList.toggle('off', share < 0 || share > 1);
          chart.cursor.setAttribute('x1', percent(share));
          chart.cursor.setAttribute('x2', percent(share));
          chart.readout.textContent = text;
        }
        function nearest(chart, share) {
          const wanted = chart.kind === 'curve' ? share * chart.values.decades : range[0] + share * (range[1] - range[0]);
          const points = chart.kind === 'curve' ? chart.values.positions : data.starts.map((start) => start + data.width / 2);
          let best = 0;
          points.forEach((point, index) => { if (Math.abs(point - wanted) < Math.abs(points[best] - wanted)) best = index; });
          return best;
        }

        """#

    private static let pointer = #"""
        function listen(chart) {
          const shareAt = (event) => {
            const box = chart.axes.getBoundingClientRect();
            if (chart.kind === 'heat') {
              const rows = chart.values.bounds.length - 1;
              chart.row = clamp(Math.floor((1 - (event.clientY - box.top) / box.height) * rows), 0, rows - 1);
            }
            return clamp((event.clientX - box.left) / box.width, 0, 1);
          };
          let from = null;
          chart.plot.addEventListener('pointermove', (event) => {
            const share = shareAt(event);
            show(chart, nearest(chart, share));
            if (from === null || !chart.selection) return;
            chart.selection.classList.remove('off');
            chart.selection.setAttribute('x', percent(Math.min(from, share)));
            chart.selection.setAttribute('width', percent(Math.abs(share - from)));
          });
          chart.plot.addEventListener('pointerdown', (event) => {
            from = shareAt(event);
            show(chart, nearest(chart, from));
            if (chart.selection && event.button === 0) chart.plot.setPointerCapture(event.pointerId);
          });
          chart.plot.addEventListener('pointerup', (event) => {
            const share = shareAt(event), begin = from;
            from = null;
            chart.selection?.classList.add('off');
            if (!chart.selection || begin === null || Math.abs(share - begin) < 0.02) return;
            const second = (part) => range[0] + part * (range[1] - range[0]);
            setView(second(Math.min(begin, share)), second(Math.max(begin, share)));
          });
          chart.plot.addEventListener('pointercancel', () => { from = null; chart.selection?.classList.add('off'); });
          chart.plot.addEventListener('keydown', (event) => {
            const middle = () => chart.index < 0 || chart.kind === 'curve' ? (range[0] + range[1]) / 2
              : data.starts[chart.index] + data.width / 2;
            const keys = {
              ArrowRight: () => show(chart, chart.index + 1), ArrowLeft: () => show(chart, chart.index - 1),
              Home: () => show(chart, 0), End: () => show(chart, count(chart) - 1),
              '+': () => zoom(0.5, middle()), '=': () => zoom(0.5, middle()), '-': () => zoom(2, middle()),
              Escape: () => setView(...all),
            };
            if (chart.kind === 'heat') {
              const move = (step) => { chart.row = clamp(chart.row + step, 0, chart.values.bounds.length - 2); show(chart, chart.index); };
              keys.ArrowUp = () => move(1);
              keys.ArrowDown = () => move(-1);
            }
            if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            keys[event.key]();
          });
        }

        """#

    private static let start = #"""
        charts.forEach((chart) => {
          listen(chart);
          chart.figure.querySelectorAll('.key').forEach((key) => key.addEventListener('click', () => {
            const isOn = key.getAttribute('aria-pressed') !== 'true';
            key.setAttribute('aria-pressed', String(isOn));
            chart.axes.querySelectorAll(`[data-s="${key.dataset.series}"]`).forEach((line) => line.classList.toggle('off', !isOn));
          }));
          const log = chart.figure.querySelector('button.log');
          log?.addEventListener('click', () => {
            const isOn = log.getAttribute('aria-pressed') !== 'true';
            log.setAttribute('aria-pressed', String(isOn));
            chart.axes.querySelector('.linear').classList.toggle('off', isOn);
            chart.axes.querySelector('.logarithmic').classList.toggle('off', !isOn);
          });
        });
        const middle = () => (range[0] + range[1]) / 2;
        document.getElementById('zoom-in')?.addEventListener('click', () => zoom(0.5, middle()));
        document.getElementById('zoom-out')?.addEventListener('click', () => zoom(2, middle()));
        document.getElementById('zoom-all')?.addEventListener('click', () => setView(...all));

        """#
}
