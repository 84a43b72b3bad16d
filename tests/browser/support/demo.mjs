// The demo organisation as its users meet it: signing in, and asking the server what it holds.
import assert from 'node:assert/strict';
import { text } from './catalog.mjs';
import { startOfferingServer } from './capture_world.mjs';
import { launchBrowser, settled, startServer } from './launch.mjs';

/**
 * A demo server and a browser for one suite: {server, browser} once its `before` has run. With `captures` one of its
 * checklists asks for everything that a phone can take.
 */
export function demoWorld({ before, after }, { captures = false } = {}) {
  const world = {};
  before(async () => {
    world.server = captures ? await startOfferingServer() : await startServer(['--demo']);
    world.browser = await launchBrowser();
  });
  after(async () => {
    await world.browser?.close();
    await world.server?.stop();
  });
  return world;
}

export async function demoAccounts(url) {
  return (await (await fetch(`${url}/api/v1/meta`)).json()).accounts;
}

export async function signIn(page, language, { email, password }) {
  await page.getByRole('textbox', { name: text(language, 'sign_in.email') }).fill(email);
  await page.getByLabel(text(language, 'sign_in.password')).fill(password);
  await page.getByRole('button', { name: text(language, 'sign_in.submit'), exact: true }).click();
  await page.waitForFunction(() => !location.hash.includes('sign-in'));
  await settled(page);
}

/** GET as a person, outside the browser. */
export async function get(url, { email, password }, path) {
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST', body: JSON.stringify({ email, password }),
    headers: { 'Content-Type': 'application/json', 'Constat-Protocol': '1' },
  });
  assert.equal(session.status, 200);
  const cookie = session.headers.get('set-cookie').split(';')[0];
  const answer = await fetch(`${url}${path}`, { headers: { cookie } });
  assert.equal(answer.status, 200, `${path}: ${answer.status}`);
  return answer.json();
}
