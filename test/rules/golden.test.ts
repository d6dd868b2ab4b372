import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ResolvedProblem } from '../../server/src/analysis.ts';
import { analysisOf, readFolder } from '../support/folder.ts';

const cases = path.resolve(import.meta.dirname, '../golden/cases');

/** What of the real module each rule says beforehand, with its severity. */
const severities: Readonly<Record<string, string>> = {
  'duplicate-entry': 'error',
  'store-not-needed-for-boot': 'error',
  'mount-not-needed-for-boot': 'error',
  'store-name-contains-home': 'error',
  'uids-not-stable': 'warning',
};

interface Expected {
  readonly failed: readonly (readonly [kind: string, paths: readonly string[]])[];
  readonly warns: readonly string[];
}

describe('what the real module refuses, and nothing else', () => {
  test.each(readdirSync(cases))('%s', (name) => {
    const { 'expected.json': expected = '{}', ...files } = readFolder(path.join(cases, name));
    const { failed, warns } = JSON.parse(expected) as Expected;
    const wanted = [
      ...failed.flatMap(([kind, paths]) => paths.map((each) => `error ${ruleOf(kind)} ${each}`)),
      ...warns.map(() => 'warning uids-not-stable'),
    ];
    const found = analysisOf(files)
      .problems()
      .filter(({ rule }) => severities[rule.id] !== undefined);
    expect([...new Set(found.map(described))].sort()).toEqual([...new Set(wanted)].sort());
  });
});

test('there are cases of every kind', () => {
  const all = readdirSync(cases).map((name) => readFileSync(path.join(cases, name, 'expected.json'), 'utf8'));
  for (const kind of [
    'duplicate-directory',
    'duplicate-file',
    'store-not-needed-for-boot',
    'mount-not-needed-for-boot',
    'uids-unstable',
  ]) {
    expect(all.filter((text) => text.includes(kind)).length).toBeGreaterThan(0);
  }
});

function ruleOf(kind: string): string {
  return kind.startsWith('duplicate-') ? 'duplicate-entry' : kind;
}

function described({ rule, severity, message }: ResolvedProblem): string {
  if (rule.id === 'uids-not-stable') return `${severity} ${rule.id}`;
  return `${severity} ${rule.id} ${message.split(' ')[0]}`;
}
