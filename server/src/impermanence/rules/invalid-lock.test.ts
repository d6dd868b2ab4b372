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
test.each([
  ['{\n  "nodes": {\n<<<<<<< HEAD\n    "a": 1\n=======\n', 3, 'a conflict of git was left in'],
  ['{\n  "version": 7\n  "root": "root"\n}\n', 3, 'a comma is missing here'],
  ['{\n  "version": 7,\n}\n', 3, 'a name in quotes is missing here'],
  ['{\n  "root": "root', 2, 'a string does not end'],
  ['{\n  // why\n  "version": 7 }\n', 2, 'JSON has no comments'],
  ['{\n  "version": 7\n', 2, 'a closing brace is missing here'],
  ['', 1, 'it is empty'],
])('%s is no JSON, in a sentence and a place that no platform changes', (text, line, sentence) => {
  const files = { 'flake.nix': flake, 'flake.lock': text };
  expect(messages(id, files)).toEqual([
    `flake.lock is not valid JSON: ${sentence}. Nix cannot use it; “nix flake lock” makes a new one.`,
  ]);
  expect(found(id, files)).toEqual([`flake.lock ${line} warning`]);
});
test.each([
  ['{\n  "nodes": {},\n  "version": 99\n}', 3],
  ['{\n  "version": 7,\n  "root": "top",\n  "nodes": {}\n}', 3],
  ['{"version": 7, "root": "root", "nodes": {"root": {"inputs": {\n"nixpkgs": "gone"}}}}', 2],
])('%s is marked where it is wrong', (text, line) => {
  expect(found(id, { 'flake.nix': flake, 'flake.lock': text })).toEqual([`flake.lock ${line} warning`]);
});
test('what says how the flake itself is fetched is locked nowhere', () => {
  const text = '{ inputs.self.submodules = true; inputs.ghost.url = "github:a/b"; outputs = _: { }; }';
  const lock = '{"version": 7, "root": "root", "nodes": {"root": {}}}';
  expect(messages(id, { 'flake.nix': text, 'flake.lock': lock })).toEqual([
    expect.stringContaining('has no input ghost'),
  ]);
});
