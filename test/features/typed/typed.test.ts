import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readFolder } from '../../support/folder.ts';
import { type Outcome, outcomes } from './rates.ts';

const projects = { heron: path.join(import.meta.dirname, 'heron'), 'tmpfs-root': path.resolve('examples/tmpfs-root') };
const ways = ['word', 'line', 'closed', 'statement', 'closedStatement'] as const;

/**
 * What is missing from a text is what somebody is about to type: it has to be offered, whatever state the rest of the
 * file is in.
 */
describe.each(Object.entries(projects))('words of %s, typed anew', (_, folder) => {
  let found: readonly Outcome[] = [];
  beforeAll(() => {
    found = outcomes(readFolder(folder));
  }, 120_000);

  test('there are many', () => {
    expect(found.length).toBeGreaterThan(750);
  });

  test.each(ways)('are offered where the rest looks like after "%s"', (way) => {
    const here = found.filter(({ cut }) => cut.way === way);
    expect(share(here, ({ place }) => place >= 0)).toBeGreaterThanOrEqual(0.99);
  });

  test('are nearly always offered', () => {
    expect(share(found, ({ place }) => place >= 0)).toBeGreaterThanOrEqual(0.998);
  });

  test('are among the first when they are half typed', () => {
    const half = found.filter(({ cut }) => cut.typed > 2);
    // Half a path is often no more than `/var/lib/`.
    expect(share(half, ({ place }) => place >= 0 && place < 10)).toBeGreaterThanOrEqual(0.97);
  });
});

function share(outcomes: readonly Outcome[], isGood: (outcome: Outcome) => boolean): number {
  return outcomes.filter(isGood).length / outcomes.length;
}
