// The browsers that are not Chromium, with as much of Playwright's way of finding things as the visits' hands need: by role and name,
// in the page's own document. A driver gives evaluate(fn, arg), element(fn, arg) -> {click(), type(text)}.
import { spawn } from 'node:child_process';
import { settled } from './launch.mjs';

const kWaitMs = Number(process.env.CONSTAT_START_MS ?? 20_000);
const kPollMs = 100;

/** In the page: the elements at the end of `steps`, each step inside those of the one before. */
function resolve(steps) {
  const selectors = {
    button: 'button', link: 'a[href]', radio: 'input[type=radio]', checkbox: 'input[type=checkbox]', heading: 'h1, h2, h3', dialog: 'dialog', group: 'fieldset',
    textbox: 'input:not([type=radio]):not([type=checkbox]):not([type=password]):not([type=date]):not([type=time]):not([type=file]), textarea',
    any: 'input, textarea, select',
  };
  const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (element) => tidy(element.getAttribute('aria-label') ?? (element.tagName === 'FIELDSET' ? element.querySelector('legend')?.textContent : element.textContent));
  let found = [document];
  for (const { role, name, exact, pattern, href, nth } of steps) {
    if (nth !== undefined) { found = found.slice(nth, nth + 1); continue; }
    found = found.flatMap((root) => [...root.querySelectorAll(selectors[role])]).filter((element) => {
      if (href !== undefined && !(element.getAttribute('href') ?? '').startsWith(href)) return false;
      const own = nameOf(element);
      if (pattern !== undefined) return new RegExp(pattern).test(own);
      if (name === undefined) return true;
      return exact ? own === tidy(name) : own.toLowerCase().includes(tidy(name).toLowerCase());
    });
  }
  return found;
}

const inPage = (body) => new Function('steps', `${resolve}\nconst found = resolve(steps);\n${body}`);
const kCount = inPage('return found.length;');
const kText = inPage('return found.map((one) => one.textContent).join(" ");');
const kFirst = inPage('found[0]?.scrollIntoView({ block: "center", behavior: "instant" }); return found[0] ?? null;');
const kChecked = inPage('return found[0]?.checked === true;');
const kEmpty = inPage('found[0].focus(); found[0].select?.();');

class Found {
  constructor(page, steps) { Object.assign(this, { page, steps }); }

  getByRole(role, { name, exact, href } = {}) {
    return new Found(this.page, [...this.steps, { role, href, ...(name instanceof RegExp ? { pattern: name.source } : { name, exact }) }]);
  }
  getByLabel(name) { return new Found(this.page, [...this.steps, { role: 'any', name }]); }
  nth(at) { return new Found(this.page, [...this.steps, { nth: at }]); }
  first() { return this.nth(0); }

  count() { return this.page.driver.evaluate(kCount, this.steps); }
  textContent() { return this.page.driver.evaluate(kText, this.steps); }
  isChecked() { return this.page.driver.evaluate(kChecked, this.steps); }

  async waitFor({ timeout = kWaitMs } = {}) {
    const until = Date.now() + timeout;
    while (await this.count() === 0) {
      if (Date.now() > until) throw new Error(`${JSON.stringify(this.steps)} did not come`);
      await new Promise((done) => setTimeout(done, kPollMs));
    }
  }

  async #element() {
    await this.waitFor();
    await settled(this.page);
    return this.page.driver.element(kFirst, this.steps);
  }

  async click() { await (await this.#element()).click(); }
  async check() { if (!await this.isChecked()) await this.click(); }

  /** Typed letter by letter, over what stood there. A date's or a time's parts differ from browser to browser: its value is set. */
  async fill(value) {
    const element = await this.#element();
    if (await this.page.driver.evaluate(inPage('return ["date", "time"].includes(found[0].type);'), this.steps)) {
      await this.page.driver.evaluate(inPage(`found[0].value = ${JSON.stringify(value)}; found[0].dispatchEvent(new Event("input", { bubbles: true }));
        found[0].dispatchEvent(new Event("change", { bubbles: true }));`), this.steps);
      return;
    }
    await element.click();
    await this.page.driver.evaluate(kEmpty, this.steps);
    await element.type(value);
  }
}

export class OtherPage extends Found {
  constructor(driver) {
    super(null, []);
    this.page = this;
    this.driver = driver;
  }

  evaluate(work, value) { return this.driver.evaluate(work, value); }

  async waitForFunction(work, value, { timeout = kWaitMs } = {}) {
    const until = Date.now() + timeout;
    while (!await this.driver.evaluate(work, value)) {
      if (Date.now() > until) throw new Error(`it never came true: ${work}`);
      await new Promise((done) => setTimeout(done, kPollMs));
    }
  }
}

/** A screen in memory, for browsers that have no graphics without one: {display, stop}. */
export async function startScreen() {
  const child = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1024x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = new Promise((done) => child.once('exit', done));
  const number = await new Promise((done, fail) => {
    child.once('error', () => fail(new Error('Xvfb is missing: run scripts/bootstrap --for-tests')));
    child.stdout.once('data', (data) => done(String(data).trim()));
    gone.then(() => fail(new Error('Xvfb ended at once')));
  });
  return { display: `:${number}`, async stop() { child.kill(); await gone; } };
}

/** What software needs to draw WebGL 2 on such a screen. */
export const screenEnvironment = (screen) => ({ ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11' });
