import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Analysis, Workspace } from '../../server/src/analysis.ts';
import { showModels } from '../../server/src/impermanence/model/show.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { TokenKind } from '../../server/src/nix/syntax/tokenKind.ts';
import { type Files, readFolder, root, workspaceOf } from '../support/folder.ts';
import { intertwined } from './intertwined.ts';

const cases = path.join(import.meta.dirname, '../golden/cases');
const every = Number(process.env.IMPERMANENCE_EVERY ?? 9);
const names = readdirSync(cases).filter((_, index) => index % every === 0);
let kept = 0;

// Edits of one definition do not evaluate the host again: what stays must be what a new evaluation would give.
describe.each(names)('edits of case %s', (name) => {
  const { 'expected.json': _, ...files } = readFolder(path.join(cases, name));

  test('give what a workspace gives that has never seen another text', () => {
    const random = numbers(Number(name) + 1);
    const edits = Array.from({ length: 14 }, () => (now: Files) => edited(now, random));
    kept += compareAll(files, edits);
  }, 60_000);
});

test('most of them were not evaluated again', () => expect(kept).toBeGreaterThan(names.length * 5));

describe('edits of definitions that other modules look at', () => {
  const files = { ...intertwined };
  const places = Object.entries(files).flatMap(([file, text]) =>
    tokensToEdit(text).map((_, index) => [file, index] as const),
  );

  test.each([1, 2, 3])(
    'are seen there, in order %d',
    (seed) => {
      const random = numbers(seed * 7919);
      const shuffled = places.map((place) => ({ place, at: random() })).sort((a, b) => a.at - b.at);
      const edits = shuffled
        .slice(0, Number(process.env.IMPERMANENCE_EDITS ?? 16))
        .map(({ place: [file, index] }) => (now: Files) => {
          const text = now[file] ?? '';
          return [file, editedAt(text, index, random)] as const;
        });
      expect(compareAll(files, edits)).toBeGreaterThan(0);
    },
    60_000,
  );
});

/** Makes one edit after the other; how many of them did without a new evaluation. */
function compareAll(files: Files, edits: readonly ((now: Files) => readonly [string, string])[]): number {
  const now: Record<string, string> = { ...files };
  const workspace = workspaceOf(now);
  settled(workspace);
  let count = 0;
  for (const edit of edits) {
    const [file, text] = edit(now);
    now[file] = text;
    const before = workspace.continuedEvaluations;
    workspace.setFile(path.posix.join(root, file), text);
    const seen = picture(settled(workspace));
    if (workspace.continuedEvaluations > before) count++;
    expect(seen, text).toEqual(picture(settled(workspaceOf(now))));
  }
  return count;
}

/** All that comes out of an analysis, as plain data. */
function picture(analysis: Analysis): unknown {
  const { hosts } = analysis;
  const shown = showModels(
    hosts.map(({ model }) => model),
    { shownPath: (file) => file, place: (site) => placeOf(analysis, site) },
  );
  const problems = analysis.problems().map(({ rule, message, file, span, related, hosts: names, tags }) => ({
    rule: rule.id,
    message,
    file,
    span,
    related,
    hosts: names,
    tags,
  }));
  const failures = hosts.map(({ model }) => model.configuration.failures.map(({ message }) => message).sort());
  return { defects: analysis.defects, shown, problems, failures };
}

function placeOf(analysis: Analysis, site: Parameters<Analysis['spanOf']>[0]) {
  const found = analysis.spanOf(site);
  const offset = (at: number) => ({ line: 0, column: at });
  return found ? { file: found.file, start: offset(found.span.start), end: offset(found.span.end) } : null;
}

function settled(workspace: Workspace): Analysis {
  for (;;) {
    const analysis = workspace.analyse();
    const wanted = [...analysis.wanted.files, ...analysis.wanted.directories];
    if (wanted.length === 0) return analysis;
    for (const each of wanted) workspace.setMissing(each);
  }
}

/** One small edit of one of the files: the sort of thing that typing is made of. */
function edited(files: Files, random: () => number): readonly [string, string] {
  const nix = Object.keys(files).filter((file) => file.endsWith('.nix') && file !== 'flake.nix');
  const file = nix[Math.floor(random() * nix.length)] ?? 'configuration.nix';
  const text = files[file] ?? '';
  return [file, editedAt(text, Math.floor(random() * tokensToEdit(text).length), random)];
}

function editedAt(text: string, place: number, random: () => number): string {
  const { starts } = parse(text).tokens;
  const index = tokensToEdit(text)[place];
  if (index === undefined) return text;
  const start = starts[index] ?? 0;
  const end = starts[index + 1] ?? start;
  return text.slice(0, start) + changed(text.slice(start, end), random) + text.slice(end);
}

/** Texts of strings, Booleans and beginnings of lists. */
function tokensToEdit(text: string): readonly number[] {
  const { kinds, starts, count } = parse(text).tokens;
  return Array.from({ length: count }, (_, index) => index).filter((index) => {
    const token = text.slice(starts[index], starts[index + 1]);
    return kinds[index] === TokenKind.StringText || token === 'true' || token === 'false' || token === '[';
  });
}

function changed(token: string, random: () => number): string {
  if (token === 'true') return 'false';
  if (token === 'false') return 'true';
  if (token === '[') return random() < 0.5 ? '[ "/srv/typed"' : '[ { directory = "/srv/made"; mode = "0700"; }';
  const at = Math.floor(random() * token.length);
  return random() < 0.5 ? `${token.slice(0, at)}x${token.slice(at)}` : token.slice(0, at) + token.slice(at + 1);
}

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}
