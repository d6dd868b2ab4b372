import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/impermanence/rules/index.ts';
import { commentsOf } from '../../server/src/nix/syntax/comments.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { mostRounds, repairOnce } from '../../server/src/workspace/repair.ts';
import { analysisOf, type Files, readFolder, root } from '../support/folder.ts';
import { examplesOf } from './page.ts';
import { applied } from './repair.ts';

const cases = path.resolve(import.meta.dirname, '../golden/cases');

const golden = readdirSync(cases).map((name) => {
  const { 'expected.json': _, ...files } = readFolder(path.join(cases, name));
  return [`case ${name}`, files] as const;
});
const pages = rules.flatMap((rule) => {
  const examples = rule.id === 'invalid-setting' ? [] : examplesOf(rule.page);
  return examples.map(({ name, wrong }) => [`${rule.id}${name}`, wrong] as const);
});

describe.each([...golden, ...pages])('%s', (_, files) => {
  test('every fix leaves what Nix parses, with all comments, and without its problem', () => {
    for (const problem of analysisOf(files).problems()) {
      for (const fix of problem.fixes) {
        const after = applied(files, fix);
        // Repairing a comment changes it.
        if (!after || problem.rule.id === 'unknown-rule') continue;
        expect(brokenBy(files, after, fix.title)).toEqual([]);
      }
    }
  });

  test('all preferred fixes together come to an end', () => {
    let now = files;
    let rounds = 0;
    for (let next = repaired(now); next && rounds <= mostRounds; next = repaired(now)) {
      expect(brokenBy(now, next, 'fix all')).toEqual([]);
      now = next;
      rounds++;
    }
    expect(rounds).toBeLessThanOrEqual(mostRounds);
  });
});

/** The files after one round; undefined where nothing changes any more. */
function repaired(files: Files): Files | undefined {
  const problems = analysisOf(files)
    .problems()
    .filter(({ rule }) => rule.id !== 'unknown-rule');
  const { texts } = repairOnce(problems, (file) => files[path.relative(root, file)]);
  const changed = [...texts].map(([file, text]) => [path.relative(root, file), text] as const);
  return changed.length === 0 ? undefined : { ...files, ...Object.fromEntries(changed) };
}

function brokenBy(before: Files, after: Files, title: string): readonly string[] {
  return Object.entries(after).flatMap(([name, text]) => {
    if (!name.endsWith('.nix')) return [];
    const old = parse(before[name] ?? '');
    const tree = parse(text);
    const errors = tree.errors.length > old.errors.length ? [`${title}: ${tree.errors[0]?.message} in ${text}`] : [];
    const kept = commentsOf(tree).map((comment) => comment.text);
    const lost = commentsOf(old).filter((comment) => !kept.includes(comment.text));
    return [...errors, ...lost.map((comment) => `${title}: lost the comment ${comment.text}`)];
  });
}
