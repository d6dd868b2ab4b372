import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitTime } from '../../server/src/impermanence/knowledge/revisionTimes.ts';
import type { Entry } from '../../server/src/impermanence/model/model.ts';
import { originName } from '../../server/src/impermanence/model/show.ts';
import { see } from '../support/models.ts';

/** An entry as the real module has it. Owner and mode are those of directories. */
interface RealEntry {
  readonly kind: string;
  readonly path: string;
  readonly origin: string;
  readonly source: string;
  readonly user?: string;
  readonly group?: string;
  readonly mode?: string;
}

interface ModuleCase {
  readonly revision: string;
  readonly text: string;
  readonly entries: readonly RealEntry[];
}

/** Generated configurations with the entries that the module of three eras made of them, evaluated once with real Nix. */
const cases = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'moduleCases.json'), 'utf8'),
) as readonly ModuleCase[];

describe.each(['2f39bae', '4b3e914', '7b1d382'])('the module at %s', (revision) => {
  const mine = cases.filter((each) => each.revision === revision);
  test('has cases', () => expect(mine.length).toBe(14));
  test.each(mine.map(({ text, entries }, index) => [index, text, entries] as const))(
    'case %i',
    (_index, text, entries) => {
      const { model } = see(locked(revision, text));
      expect(model.unknowns).toEqual([]);
      expect(model.entries.map(asReal).sort(byText)).toEqual([...entries].sort(byText));
    },
  );
});

/** A flake whose lock pins the module at a revision. */
function locked(revision: string, text: string) {
  const github = (owner: string, repo: string, lastModified: number, rev: string) => ({
    locked: { type: 'github', owner, repo, rev, lastModified, narHash: 'sha256-AAAA' },
    original: { type: 'github', owner, repo },
  });
  const nodes = {
    root: { inputs: { nixpkgs: 'nixpkgs', impermanence: 'impermanence' } },
    nixpkgs: github('NixOS', 'nixpkgs', 1769000000, '1'.repeat(40)),
    impermanence: github('nix-community', 'impermanence', commitTime(revision) ?? 0, revision.padEnd(40, '0')),
  };
  return {
    'flake.nix': `{ inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; impermanence.url = "github:nix-community/impermanence"; };
      outputs = { nixpkgs, impermanence, ... }: { nixosConfigurations.box = nixpkgs.lib.nixosSystem {
        modules = [ impermanence.nixosModules.impermanence ./box.nix ]; }; }; }`,
    'flake.lock': JSON.stringify({ version: 7, root: 'root', nodes }),
    'box.nix': text,
  };
}

function asReal({ kind, path, origin, source, user, group, mode }: Entry): RealEntry {
  const common = { kind, path, origin: originName(origin), source: source ?? '?' };
  return kind === 'directory' ? { ...common, user: user ?? '?', group: group ?? '?', mode: mode ?? '?' } : common;
}

function byText(a: RealEntry, b: RealEntry): number {
  const [left, right] = [describeEntry(a), describeEntry(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function describeEntry({ kind, path, origin, source, user, group, mode }: RealEntry): string {
  return [kind, path, origin, source, user, group, mode].join(' ');
}
