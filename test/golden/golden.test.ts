import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../server/src/analysis.ts';
import { LineIndex } from '../../server/src/base/lines.ts';
import { type ShowContext, type ShownEntry, type ShownMount, showModels } from '../../server/src/impermanence/model/show.ts';
import { analysisOf, readFolder, root } from '../support/folder.ts';

/** What the real module made of a case, evaluated once with real Nix. */
interface Expected {
  readonly entries: readonly Partial<ShownEntry>[];
  readonly mounts: Readonly<Record<string, Partial<ShownMount>>>;
}

const cases = path.join(import.meta.dirname, 'cases');
const names = readdirSync(cases).sort();
const schema: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../docs/schemas/show.schema.json'), 'utf8'),
);
const isShown = new Ajv({ allowUnionTypes: true }).compile(schema as object);

test('all cases are here', () => expect(names.length).toBe(113));

describe.each(names)('case %s', (name) => {
  const folder = path.join(cases, name);
  const { 'expected.json': expectedText = '', ...files } = readFolder(folder);
  const expected = JSON.parse(expectedText) as Expected;
  const analysis = analysisOf(files);
  const shown = showModels(
    analysis.hosts.map(({ model }) => model),
    contextOf(analysis),
  );
  const [host] = shown.hosts;

  test('is one closed host of which all is known', () => {
    expect(analysis.defects).toEqual([]);
    expect(shown.hosts.length).toBe(1);
    expect(host?.unknowns).toEqual([]);
    expect(host?.open).toBe(false);
  });

  test('has the entries that the real module makes', () => {
    expect(host?.entries.map(asExpected)).toEqual(expected.entries);
    expect(host?.entries.every(({ condition, at }) => condition === 'yes' && at !== null)).toBe(true);
  });

  test('has the mounts that NixOS has', () => {
    const mounts = host?.mounts.map(({ at: _at, wiped: _wiped, ...mount }) => mount) ?? [];
    expect(Object.fromEntries(mounts.map((mount) => [mount.mountPoint, mount]))).toEqual(expected.mounts);
  });

  test('is shown as the schema says', () => {
    isShown(JSON.parse(JSON.stringify(shown)));
    expect(isShown.errors).toBeNull();
  });
});

/** The fields that the real module has for this kind of entry. */
function asExpected({ kind, path, source, store, origin, user, group, mode, method }: ShownEntry): Partial<ShownEntry> {
  const common = { kind, path, source, store, origin };
  return kind === 'directory' ? { ...common, user, group, mode } : { ...common, method };
}

function contextOf(analysis: Analysis): ShowContext {
  const indexes = new Map<string, LineIndex>();
  return {
    shownPath: (file) => path.posix.relative(root, file),
    place(site) {
      const at = analysis.spanOf(site);
      if (at === undefined) return null;
      const index = indexes.get(at.file) ?? new LineIndex(analysis.source(at.file)?.text ?? '');
      indexes.set(at.file, index);
      const position = (offset: number) => {
        const { line, character } = index.positionAt(offset);
        return { line: line + 1, column: character + 1 };
      };
      return { file: path.posix.relative(root, at.file), start: position(at.span.start), end: position(at.span.end) };
    },
  };
}
