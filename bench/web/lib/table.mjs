// Figures of several runs, and the tables that are printed of them.
const sorted = (values) => values.filter((value) => value !== null && Number.isFinite(value)).sort((a, b) => a - b);

export const median = (values) => {
  const all = sorted(values);
  if (all.length === 0) return null;
  const middle = all.length >> 1;
  return all.length % 2 ? all[middle] : (all[middle - 1] + all[middle]) / 2;
};

export const percentile = (values, share) => {
  const all = sorted(values);
  return all.length === 0 ? null : all[Math.min(all.length - 1, Math.ceil(share * all.length) - 1)];
};

/** [{name: value}...] of several runs -> {name: median}. */
export const medians = (runs) =>
  Object.fromEntries([...new Set(runs.flatMap((run) => Object.keys(run)))].map((name) => [name, median(runs.map((run) => run[name] ?? null))]));

const shown = (value) => (value === null || value === undefined ? '-' : value >= 100 ? value.toFixed(0) : value.toFixed(1));

/**
 * A Markdown table: a row for each figure, a column for each program, and the first program's figure over the best peer's. More is better only
 * where the name says so.
 */
export function table(title, figures, peers) {
  const names = Object.keys(figures);
  const rows = [...new Set(names.flatMap((name) => Object.keys(figures[name])))];
  const better = (row, values) => (row.includes('on time') ? Math.max(...values) : Math.min(...values));
  const ratio = (row, name) => {
    const others = peers.map((peer) => figures[peer]?.[row]).filter((value) => value !== null && value !== undefined);
    const own = figures[name]?.[row];
    if (others.length === 0 || own === null || own === undefined) return '-';
    const best = better(row, others);
    return best === 0 ? '-' : (own / best).toFixed(2);
  };
  const own = names.filter((name) => name.startsWith('constat'));
  const head = [title, ...names, ...own.map((name) => `${name} / best peer`)];
  return [head, head.map(() => '---'), ...rows.map((row) => [row, ...names.map((name) => shown(figures[name][row])), ...own.map((name) => ratio(row, name))])]
    .map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
