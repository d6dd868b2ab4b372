import { expect, test } from 'vitest';
import { found, messages } from '../../../../test/rules/found.ts';

const id = 'invalid-lock';

const flake = '{\n  inputs.nixpkgs.url = "github:NixOS/nixpkgs";\n  outputs = { nixpkgs, ... }: { };\n}\n';
const lock = (inputs: object, version = 7) =>
  JSON.stringify({
    version,
    root: 'root',
    nodes: {
      root: { inputs },
      nixpkgs: {
        original: { type: 'github', owner: 'NixOS', repo: 'nixpkgs' },
        locked: { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev: '0'.repeat(40), lastModified: 1 },
      },
    },
  });
test('an input that the lock lacks', () => {
  expect(found(id, { 'flake.nix': flake, 'flake.lock': lock({}) })).toEqual(['flake.nix 2 warning']);
  expect(found(id, { 'flake.nix': flake, 'flake.lock': lock({ nixpkgs: 'nixpkgs' }) })).toEqual([]);
  expect(found(id, { 'flake.nix': flake })).toEqual([]);
});
test('a conflict that was left in', () => {
  expect(messages(id, { 'flake.nix': flake, 'flake.lock': '<<<<<<< HEAD\n{}\n' })[0]).toContain('not valid JSON');
});
