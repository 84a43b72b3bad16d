// Waiting for what only a promise in the page can tell.
const kPauseMs = 100;
const kTimeoutMs = 30_000;

/**
 * Asks `question(argument)` in the page, again and again, until its promise gives something true. Playwright's own
 * waitForFunction is not for this: it takes the promise itself for true, and does not wait.
 */
export async function until(page, question, argument) {
  for (const end = Date.now() + kTimeoutMs; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, kPauseMs)))
    if (await page.evaluate(question, argument)) return;
  throw new Error(`not true within ${kTimeoutMs / 1000} s: ${question}`);
}
