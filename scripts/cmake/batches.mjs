// Which files of a library are compiled together: batches.mjs SIZE FILE... prints one batch a line, its files separated by ";".
// What a file keeps to itself (its unnamed namespaces, aliases and macros) must mean nothing to those after it in a batch:
// a file joins the first batch none of whose private names it uses, be it for a variable of its own.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The names that text declares outside of types, each with where and how: of a source those that it keeps to itself, of a
// header all. The tree is formatted: what begins at the edge of a line declares.
function declared(text, isHeader) {
  const names = new Map();
  let around = '', unnamed = false;
  for (const written of text.split('\n')) {
    const line = written.replace(/^(\[\[\w+\]\] |inline |static )+/, '');
    const add = (name) => names.set(name, `${around} ${unnamed} ${line}`);
    if (/^namespace \{/.test(line)) unnamed = true;
    else if (/^\} *\/\/ namespace$/.test(line)) unnamed = false;
    else if (/^namespace [\w:]+ \{/.test(line)) around = line;
    else if (/^#define \w/.test(line)) add(line.match(/^#define (\w+)/)[1]);
    else if (/^(using|namespace) \w+ =/.test(line)) add(line.split(' ')[1]);
    else if (/^\w/.test(line) && (isHeader || unnamed || /^static /.test(written))) {
      const type = line.match(/^(?:struct|class|enum class|enum|union) (\w+)/);
      const first = type ?? line.match(/(\w+)(?:\[[^\]]*\])*\s*(?=[({;=])/);
      if (first) add(first[1]);
      // There may be several constants on a line.
      if (/^const/.test(line)) for (const [, name] of line.matchAll(/(\w+)(?:\[[^\]]*\])* =(?!=)/g)) add(name);
    }
  }
  return names;
}

// The words of a file that could mean something declared elsewhere: not texts, comments, members of something.
function wordsIn(text) {
  const bare = text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/.*$|(?:\.|->)\s*\w+/gm, ' ');
  return new Set(bare.match(/\w+/g));
}

// The headers of our own that a file reads, and what each declares.
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const headers = new Map();
function headersOf(text, found = new Set()) {
  for (const [, name] of text.matchAll(/^#include "([^"]+)"/gm)) {
    if (found.has(name)) continue;
    if (!headers.has(name)) {
      const file = join(root, name), written = existsSync(file) ? readFileSync(file, 'utf8') : '';
      headers.set(name, { written, names: declared(written, true) });
    }
    found.add(name);
    headersOf(headers.get(name).written, found);
  }
  return found;
}

const [size, ...files] = process.argv.slice(2);
const batches = [];
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const names = declared(text, false), words = wordsIn(text), read = headersOf(text);
  // The same alias or using-declaration may stand in several files.
  const clash = (own, others, used) => [...own].some(([name, how]) => used.has(name) && !(others.get(name) === how && / using /.test(how)));
  const isRead = (names, read) => [...read].some((header) => [...names.keys()].some((name) => headers.get(header).names.has(name)));
  const fits = (batch) => batch.files.length < Number(size) && !clash(batch.names, names, words) && !clash(names, batch.names, batch.words)
    && !isRead(batch.names, read) && !isRead(names, batch.read);
  let batch = batches.find(fits);
  if (!batch) batches.push((batch = { files: [], names: new Map(), words: new Set(), read: new Set() }));
  batch.files.push(file);
  for (const [name, how] of names) batch.names.set(name, how);
  for (const word of words) batch.words.add(word);
  for (const header of read) batch.read.add(header);
}
for (const batch of batches) console.log(batch.files.join(';'));
