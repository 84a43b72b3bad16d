// The order of mirror elements, without a browser: a small stand-in for the DOM counts the moves.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../support/launch.mjs';

class FakeElement {
  children = [];
  moves = 0;
  constructor(name) { this.name = name; }
  insertBefore(child, next) {
    child.remove();
    child.parent = this;
    this.children.splice(next === null ? this.children.length : this.children.indexOf(next), 0, child);
    this.moves++;
  }
  remove() {
    if (!this.parent) return;
    this.parent.children.splice(this.parent.children.indexOf(this), 1);
    this.parent = undefined;
  }
}

describe('order of the mirror', () => {
  let order;
  before(async () => {
    const { build } = await import(pathToFileURL(join(root, 'web/node_modules/esbuild/lib/main.js')));
    const result = await build({ entryPoints: [join(root, 'web/shell/mirror/order.ts')], write: false, format: 'esm' });
    order = await import(`data:text/javascript,${encodeURIComponent(result.outputFiles[0].text)}`);
  });

  const cases = [
    ['an unchanged list', 'abcdef', 'abcdef', 0],
    ['one more in the middle', 'abcdef', 'abcXdef', 1],
    ['one less', 'abcdef', 'abdef', 0],
    ['the first becomes the last', 'abcdef', 'bcdefa', 1],
    ['the last becomes the first', 'abcdef', 'fabcde', 1],
    ['all others', 'abc', 'xyz', 3],
    ['a reversed list', 'abcd', 'dcba', 3],
  ];
  for (const [name, from, to, moves] of cases) {
    test(`${name}: ${from} to ${to} takes ${moves} moves`, () => {
      const elements = new Map([...new Set(from + to)].map((letter) => [letter, new FakeElement(letter)]));
      const parent = new FakeElement('parent');
      const legend = new FakeElement('legend');
      parent.insertBefore(legend, null);
      for (const letter of from) parent.insertBefore(elements.get(letter), null);
      parent.moves = 0;
      order.placeChildren(parent, [...to].map((letter) => elements.get(letter)), (element) => element !== legend);
      assert.equal(parent.children.map((child) => child.name).join(''), `legend${to}`);
      assert.equal(parent.moves, moves);
    });
  }
});
