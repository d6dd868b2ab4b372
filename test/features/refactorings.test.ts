import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../server/src/analysis.ts';
import { type Refactoring, refactorings } from '../../server/src/features/refactorings.ts';
import type { Site } from '../../server/src/nix/eval/value.ts';
import { commentsOf } from '../../server/src/nix/syntax/comments.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { edited } from '../support/cursor.ts';
import { analysisOf, type Files, readFolder } from '../support/folder.ts';

const hasNix = spawnSync('nix-instantiate', ['--version']).status === 0;
const cases = path.resolve(import.meta.dirname, '../golden/cases');

describe.each(readdirSync(cases))('case %s', (name) => {
  const { 'expected.json': _, ...files } = readFolder(path.join(cases, name));
  const analysis = analysisOf(files);
  const offered = allOffered(analysis);

  test('every refactoring leaves what Nix parses, with all comments', () => {
    for (const { refactoring } of offered) {
      expect(broken(files, edited(files, refactoring.edits), refactoring.title)).toEqual([]);
    }
  });

  test('every refactoring keeps what is persisted, but for what it is there to change', () => {
    const before = kept(analysis);
    for (const { refactoring } of offered) {
      const after = analysisOf(edited(files, refactoring.edits));
      expect(after.defects).toEqual([]);
      expect(kept(after), refactoring.title).toEqual(meant(refactoring, before, files));
    }
  });

  test('what is done is not offered again', () => {
    for (const { refactoring, file } of offered) {
      if (!/^(Sort|Merge|Migrate|Make it an entry)/.test(refactoring.title)) continue;
      const after = analysisOf(edited(files, refactoring.edits));
      const start = refactoring.edits.find((edit) => edit.file === file)?.span.start ?? 0;
      const again = refactorings(after, file, { start, end: start }).map(({ title }) => title);
      expect(again, refactoring.title).not.toContain(refactoring.title);
    }
  });

  test.runIf(hasNix)('real Nix parses one of them', () => {
    const chosen = offered[Number(name) % offered.length];
    const after = chosen ? edited(files, chosen.refactoring.edits) : {};
    for (const [file, text] of Object.entries(after)) {
      if (file.endsWith('.nix') && text !== files[file] && parsesInNix(files[file] ?? ''))
        expect(parsesInNix(text), `${chosen?.refactoring.title}\n${text}`).toBe(true);
    }
  });
});

function parsesInNix(text: string): boolean {
  return spawnSync('nix-instantiate', ['--parse', '-'], { input: text }).status === 0;
}

interface Offered {
  readonly refactoring: Refactoring;
  readonly file: string;
}

/** What is offered at every entry, store and mount, each change once. */
function allOffered(analysis: Analysis): readonly Offered[] {
  const found = new Map<string, Offered>();
  for (const site of analysis.hosts.flatMap(({ model }) => sitesOf(model))) {
    const place = site && analysis.spanOf(site);
    if (!place) continue;
    const at = Math.min(place.span.start + 1, place.span.end);
    for (const refactoring of refactorings(analysis, place.file, { start: at, end: at })) {
      found.set(JSON.stringify(refactoring), { refactoring, file: place.file });
    }
  }
  return [...found.values()];
}

function sitesOf({ entries, stores, mounts }: Analysis['hosts'][number]['model']): readonly (Site | undefined)[] {
  return [
    ...entries.map(({ site }) => site),
    ...stores.flatMap(({ sites }) => sites),
    ...mounts.map(({ site }) => site),
  ];
}

/** Everything the hosts keep, by either module. */
function kept(analysis: Analysis): readonly string[] {
  const lines = analysis.hosts.flatMap(({ host, model }) =>
    [...model.entries, ...model.preserved].map(({ kind, path: target }) => `${host.name}: ${kind} ${target}`),
  );
  return lines.sort();
}

/** What is to be kept after a refactoring. */
function meant({ title }: Refactoring, before: readonly string[], files: Files): unknown {
  const isStow = Object.values(files).some((text) => text.includes('removePrefixDirectory'));
  // Of two sets for `environment.persistence` Nix loses the computed names of the second, which come back when the first is gone.
  if (/^(Make it an entry|Convert)/.test(title)) return expect.arrayContaining([...before]);
  return title.startsWith('Migrate') && isStow ? expect.anything() : before;
}

function broken(before: Files, after: Files, title: string): readonly string[] {
  const errors = Object.entries(after).flatMap(([name, text]) => {
    if (!name.endsWith('.nix')) return [];
    const tree = parse(text);
    const more = tree.errors.length > parse(before[name] ?? '').errors.length;
    return more ? [`${title}: ${tree.errors[0]?.message} in ${text}`] : [];
  });
  // What moves to another file takes its comment along.
  const kept = commentsIn(after);
  const lost = [...commentsIn(before)].filter(([comment, count]) => (kept.get(comment) ?? 0) < count);
  return [...errors, ...lost.map(([comment]) => `${title}: lost the comment ${comment}`)];
}

/** How often each comment stands in all files together. */
function commentsIn(files: Files): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [name, text] of Object.entries(files)) {
    for (const comment of name.endsWith('.nix') ? commentsOf(parse(text)) : [])
      counts.set(comment.text, (counts.get(comment.text) ?? 0) + 1);
  }
  return counts;
}
