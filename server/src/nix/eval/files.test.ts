import { describe, expect, it } from 'vitest';
import { evaluated, memorySources } from '../../../../test/eval/memory.ts';

describe('files', () => {
  const files = {
    '/w/a.nix': '{ b = import ./b.nix; }',
    '/w/b.nix': '{ c ? 2 }: [ c ]',
    '/w/dir/default.nix': '"dir"',
    '/w/dir/list.json': '{ "x": [1, 2.5, 9007199254740993] }',
    '/w/dir/conf.toml': 'a = 1\n[t]\nb = "x"\n',
    '/w/loop1.nix': 'import ./loop2.nix',
    '/w/loop2.nix': 'import ./loop1.nix',
    '/w/scoped.nix': 'map extra',
  };
  const read = (text: string, absent: readonly string[] = []) => evaluated(text, memorySources(files, absent));

  it.each([
    ['(import ./a.nix).b { }', '[2]'],
    ['import ./dir', '"dir"'],
    ['import ./nothing.nix', "missing-file: opening file '/w/nothing.nix': No such file or directory"],
    ['import ./loop1.nix', 'infinite-recursion: infinite recursion encountered'],
    ['builtins.fromJSON (builtins.readFile ./dir/list.json)', '{x=[1 2.5 9007199254740993]}'],
    ['builtins.fromTOML (builtins.readFile ./dir/conf.toml)', '{a=1 t={b="x"}}'],
    ['lib.importJSON ./dir/list.json', '{x=[1 2.5 9007199254740993]}'],
    [
      'map toString (lib.filesystem.listFilesRecursive ./dir)',
      '["/w/dir/conf.toml" "/w/dir/default.nix" "/w/dir/list.json"]',
    ],
    [
      'map toString (lib.fileset.toList (lib.fileset.fileFilter (f: f.hasExt "nix") ./.))',
      '["/w/a.nix" "/w/b.nix" "/w/dir/default.nix" "/w/loop1.nix" "/w/loop2.nix" "/w/scoped.nix"]',
    ],
    [
      'map baseNameOf (lib.fileset.toList (lib.fileset.difference ./dir (lib.fileset.unions [ ./dir/conf.toml (lib.fileset.maybeMissing ./no) ])))',
      '["default.nix" "list.json"]',
    ],
    ['import (lib.cleanSource ./dir)', '"dir"'],
    ['builtins.pathExists ./dir', 'true'],
    ['builtins.pathExists ./none', 'false'],
    ['builtins.readFileType ./dir', '"directory"'],
    ['builtins.scopedImport { map = x: x + 1; extra = 2; } ./scoped.nix', '3'],
  ])('%s', (text, expected) => {
    expect(read(text).shown).toBe(expected);
  });

  it('may be on the machine though they are not here, in other parts of the file system', () => {
    const shown = (path: string) => evaluated(`builtins.pathExists ${path}`, memorySources({})).shown;
    expect(shown('./gone.nix')).toBe('false');
    expect(shown('/w/gone.nix')).toBe('false');
    expect(shown('/etc/nixos/local.nix')).toBe('unknown: whether the machine has /etc/nixos/local.nix is not known');
    for (const read of ['import', 'builtins.readFile', 'builtins.readDir', 'builtins.readFileType']) {
      expect(evaluated(`${read} /etc/secrets`, memorySources({})).shown).toMatch(/^unknown: what the machine has at/);
      expect(evaluated(`${read} ./secrets`, memorySources({})).shown).toMatch(/^missing-file/);
    }
  });

  it('that were not fetched yet are pending and noted', () => {
    const { value, evaluation } = read('(import ./a.nix).b { }', ['/w/b.nix']);
    expect(value).toMatchObject({ kind: 'unknown', pending: true });
    expect([...evaluation.pending]).toEqual(['/w/b.nix']);
    expect([...evaluation.files]).toEqual(['/w/a.nix', '/w/b.nix']);
  });

  it('are evaluated once', () => {
    const { evaluation } = read('1');
    expect(evaluation.importFile('/w/a.nix')).toBe(evaluation.importFile('/w/a.nix'));
  });
});
