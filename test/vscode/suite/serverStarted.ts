import { extension } from './example.ts';

/**
 * Settles when the server runs, or could not be started. What is loaded for the tests keeps the extension host busy, as
 * nothing does for a user, so it is loaded after that: how long the start took is told without it.
 */
export async function serverStarted(): Promise<void> {
  try {
    await (await extension()).exports.ready;
  } catch {
    // The tests say so.
  }
}
