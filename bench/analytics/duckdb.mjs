// The same work by DuckDB, in memory, on two threads; holds its figures against those of the fast scorer.
// Usage: node duckdb.mjs FOLDER FIGURES, where FIGURES is what constat_analytics_bench printed.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [folder, figures] = process.argv.slice(2);
const items = readFileSync(`${folder}/items.csv`, 'utf8').trim().split('\n').map((line) => line.split(',').map(Number));
const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const types = ["'site': 'USMALLINT'", ...items.map((_, i) => `'a${i}': 'TINYINT'`)].join(', ');
await connection.run(`CREATE TABLE visits AS SELECT * FROM read_csv('${folder}/answers.csv', header = false, columns = {${types}})`);

// Whole tenths as integers, so that DuckDB may use its fastest arithmetic; the division is the only one of doubles.
const earned = items.map(([, weight], i) => `coalesce(a${i}, 0)::INTEGER * ${weight}`).join(' + ');
const possible = items.map(([most, weight], i) => `CASE WHEN a${i} IS NULL THEN 0 ELSE ${most * weight} END`).join(' + ');
const query = `SELECT site, count(*)::INTEGER AS n, avg(score) AS mean, quantile_cont(score, [0.25, 0.5, 0.75]) AS quartiles
  FROM (SELECT site, 100.0::DOUBLE * (${earned}) / (${possible}) AS score FROM visits) GROUP BY site ORDER BY site`;
const scoresOnly = `SELECT max(score) FROM (SELECT 100.0::DOUBLE * (${earned}) / (${possible}) AS score FROM visits)`;

async function best(repeats, sql) {
  let least = Infinity, rows;
  for (let i = 0; i < repeats; ++i) {
    const start = performance.now();
    rows = (await connection.runAndReadAll(sql)).getRowsJS();
    least = Math.min(least, performance.now() - start);
  }
  return [least, rows];
}

const [whole, rows] = await best(5, query);
const [scores] = await best(5, scoresOnly);
console.log(`duckdb_ms ${whole.toFixed(3)}`);
console.log(`duckdb_scores_ms ${scores.toFixed(3)}`);

// Ours round each visit's score to a micro-percent; theirs are doubles.
const ours = readFileSync(figures, 'utf8').split('\n').filter((line) => line.startsWith('site ')).map((line) => line.split(' ').slice(1).map(Number));
let far = 0;
for (const [site, n, mean, ...quartiles] of ours) {
  const theirs = rows.find((row) => row[0] === site);
  if (!theirs || theirs[1] !== n) throw new Error(`site ${site}: ${n} visits here, ${theirs?.[1]} in DuckDB`);
  far = Math.max(far, Math.abs(theirs[2] - mean), ...quartiles.map((value, i) => Math.abs(value - theirs[3][i])));
}
if (ours.length !== rows.length || far > 1e-6) throw new Error(`figures differ by up to ${far} percent over ${ours.length} and ${rows.length} sites`);
console.log(`duckdb_difference ${far.toExponential(2)}`);
