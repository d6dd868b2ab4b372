/**
 * Asks again until there is an answer and gives it. An answer is anything but undefined, null and false; an exception
 * counts as none yet. Rejects after `seconds`, naming `what` was awaited and what was seen last.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  seconds = 30,
): Promise<Exclude<T, undefined | null | false>> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await attempt(ask);
    if (answer.value !== undefined && answer.value !== null && answer.value !== false) {
      return answer.value as Exclude<T, undefined | null | false>;
    }
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}${answer.why}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function attempt<T>(ask: () => T | Promise<T>): Promise<{ value?: T; why: string }> {
  try {
    return { value: await ask(), why: '' };
  } catch (error) {
    return { why: `: ${error instanceof Error ? error.message : error}` };
  }
}
