import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/impermanence/rules/index.ts';
import { lower } from '../../server/src/nix/eval/lower.ts';
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

/** Texts that fixes wrote, for real Nix to judge in one go at the end. */
const written = new Set<string>();

describe.each([...golden, ...pages])('%s', (_, files) => {
  test('every fix leaves what Nix parses, with all comments, and a preferred one no new problem', () => {
    for (const problem of analysisOf(files).problems()) {
      for (const fix of problem.fixes) {
        const after = applied(files, fix);
        // Repairing a comment changes it.
        if (!after || problem.rule.id === 'unknown-rule') continue;
        expect(brokenBy(files, after, fix.title)).toEqual([]);
        if (fix.preferred) expect(newIn(files, after), fix.title).toEqual([]);
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

test('real Nix parses what fixes wrote, wherever it parsed what stood before', (context) => {
  if (spawnSync('nix-instantiate', ['--version']).error) context.skip('nix-instantiate is not installed');
  expect(written.size).toBeGreaterThan(100);
  const folder = mkdtempSync(path.join(tmpdir(), 'repairs-'));
  try {
    const names = [...written].map((text, index) => {
      writeFileSync(path.join(folder, `${index}.nix`), text);
      return `${index}.nix`;
    });
    const { status, stderr } = spawnSync('nix-instantiate', ['--parse', ...names], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

/** The rules that have more to say of the files than before. */
function newIn(before: Files, after: Files): readonly string[] {
  const rulesOf = (files: Files) =>
    analysisOf(files)
      .problems()
      .map(({ rule }) => rule.id);
  const known = rulesOf(before);
  const now = rulesOf(after);
  const count = (ids: readonly string[], id: string) => ids.filter((each) => each === id).length;
  return [...new Set(now)].filter((id) => count(now, id) > count(known, id));
}

/** How much of a text real Nix refuses: syntax, and variables that nothing binds. */
function refusals(tree: ReturnType<typeof parse>, name: string): number {
  return tree.errors.length + lower(tree, `${root}/${name}`).summary.unbound.length;
}

function brokenBy(before: Files, after: Files, title: string): readonly string[] {
  return Object.entries(after).flatMap(([name, text]) => {
    if (!name.endsWith('.nix')) return [];
    const old = parse(before[name] ?? '');
    const tree = parse(text);
    if (text !== before[name] && refusals(old, name) === 0) written.add(text);
    const errors = tree.errors.length > old.errors.length ? [`${title}: ${tree.errors[0]?.message} in ${text}`] : [];
    const kept = commentsOf(tree).map((comment) => comment.text);
    const lost = commentsOf(old).filter((comment) => !kept.includes(comment.text));
    return [...errors, ...lost.map((comment) => `${title}: lost the comment ${comment.text}`)];
  });
}
