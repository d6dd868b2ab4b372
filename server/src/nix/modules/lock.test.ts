import { describe, expect, test } from 'vitest';
import { readLock } from './lock.ts';

const nixpkgs = {
  locked: {
    lastModified: 1700000000,
    narHash: 'sha256-x',
    owner: 'NixOS',
    repo: 'nixpkgs',
    rev: 'a'.repeat(40),
    type: 'github',
  },
  original: { owner: 'NixOS', ref: 'nixos-25.11', repo: 'nixpkgs', type: 'github' },
};

function lock(nodes: object, version = 7): string {
  return JSON.stringify({ version, root: 'root', nodes });
}

describe('readLock', () => {
  test('inputs with what is asked for and what is pinned', () => {
    const read = readLock(lock({ root: { inputs: { nixpkgs: 'nixpkgs_2' } }, nixpkgs_2: nixpkgs }));
    const input = read.kind === 'valid' ? read.inputs.get('nixpkgs') : undefined;
    expect(input).toMatchObject({
      name: 'nixpkgs',
      ref: 'nixos-25.11',
      rev: 'a'.repeat(40),
      lastModified: 1700000000,
      pinned: true,
      flake: true,
    });
  });

  test('follows are resolved from the root', () => {
    const read = readLock(
      lock({
        root: { inputs: { hm: 'hm', nixpkgs: 'n', same: ['hm', 'nixpkgs'] } },
        hm: { inputs: { nixpkgs: ['nixpkgs'] }, locked: { type: 'github', owner: 'x', repo: 'hm', rev: 'b' } },
        n: nixpkgs,
      }),
    );
    const inputs = read.kind === 'valid' ? read.inputs : new Map();
    expect(inputs.get('same')).toMatchObject({ repo: 'nixpkgs', follows: ['hm', 'nixpkgs'] });
    expect(inputs.get('hm')?.inputs().get('nixpkgs')).toMatchObject({ name: 'hm/nixpkgs', repo: 'nixpkgs' });
  });

  test('circles of follows end', () => {
    const read = readLock(lock({ root: { inputs: { a: ['b'], b: ['a'] } } }));
    expect(read.kind).toBe('invalid');
  });

  test.each([
    ['{', 'not valid JSON'],
    ['[]', 'not a JSON object'],
    [JSON.stringify({ version: 8, root: 'root', nodes: { root: {} } }), 'version 8'],
    [JSON.stringify({ version: 4, root: 'root', nodes: { root: {} } }), 'version 4'],
    [JSON.stringify({ version: 7, nodes: {} }), 'no root'],
    [lock({ root: { inputs: { nixpkgs: 'gone' } } }), 'nixpkgs'],
  ])('%s is invalid', (text, part) => {
    const read = readLock(text);
    expect(read.kind === 'invalid' && read.message).toContain(part);
  });

  test.each([5, 6, 7])('version %i', (version) => {
    expect(readLock(lock({ root: {} }, version))).toMatchObject({ kind: 'valid', version });
  });
});
