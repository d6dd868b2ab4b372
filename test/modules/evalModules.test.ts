import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ListItem, Value } from '../../server/src/nix/eval/value.ts';
import { createContext } from '../../server/src/nix/modules/context.ts';
import { evaluateModules } from '../../server/src/nix/modules/evaluateModules.ts';
import { absolute, memorySources } from '../support/memorySources.ts';
import { plain, troubles } from '../support/plainValue.ts';

/**
 * Each case is a list of modules with the JSON that nixpkgs' own `lib.evalModules` gave for it under real Nix (null
 * where it refused): options written `f` and `m` hold functions and are left out.
 */
const cases = path.join(import.meta.dirname, 'cases');
const names = readdirSync(cases)
  .filter((name) => name.endsWith('.nix'))
  .map((name) => name.slice(0, -'.nix'.length));

describe('lib.evalModules as nixpkgs has it', () => {
  test.each(names)('%s', (name) => {
    const expected: unknown = JSON.parse(readFileSync(path.join(cases, `${name}.json`), 'utf8'));
    const found = evaluateCase(readFileSync(path.join(cases, `${name}.nix`), 'utf8'));
    if (expected === null) expect(found.troubles).not.toEqual([]);
    else expect(found).toEqual({ value: expected, troubles: [] });
  });
});

function evaluateCase(text: string): { value: unknown; troubles: readonly string[] } {
  const context = createContext(memorySources({ 'case.nix': text }), () => ({}));
  const made = context.evaluation.apply(context.evaluation.importFile(absolute('case.nix')), context.lib);
  const set = evaluateModules({ session: context.session, modules: itemsOf(made), file: absolute('case.nix') });
  const config = set.config.force();
  const shown: Value =
    config.kind === 'attrs'
      ? { ...config, entries: new Map([...config.entries].filter(([name]) => name !== 'm' && name !== 'f')) }
      : config;
  const value: unknown = JSON.parse(JSON.stringify(plain(shown)).replaceAll(absolute('case.nix'), '<unknown-file>'));
  return { value, troubles: troubles(shown, context.session.notes) };
}

function itemsOf(value: Value): readonly ListItem[] {
  if (value.kind !== 'list') throw new Error(`the case is no list but ${value.kind}: ${JSON.stringify(plain(value))}`);
  return value.items;
}
