// Storage of a browser fails at random when it starts, and while another tab lets go of it: try again for a minute.

const kPatienceMs = 60_000;
const kFirstWaitMs = 100;
const kLongestWaitMs = 5_000;

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + kPatienceMs;
  for (let wait = kFirstWaitMs; ; wait = Math.min(2 * wait, kLongestWaitMs)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() + wait > until) throw error;
      await sleep(wait);
    }
  }
}
