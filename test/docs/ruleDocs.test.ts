import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ruleDocs } from '../../scripts/ruleDocs.ts';
import { rules } from '../../server/src/impermanence/rules/index.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/rules');

test('docs/rules is what the rules say (npm run docs writes it)', () => {
  const files = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
  expect(Object.fromEntries(files)).toEqual(Object.fromEntries(ruleDocs(rules)));
});

test('every rule is listed and has its page', () => {
  const docs = ruleDocs(rules);
  expect(rules.length).toBeGreaterThan(0);
  for (const { id } of rules) {
    expect(docs.get('README.md')).toContain(`[${id}](${id}.md)`);
    expect(docs.get(`${id}.md`)).toMatch(new RegExp(`^# ${id}\n\n\\*`));
  }
});
