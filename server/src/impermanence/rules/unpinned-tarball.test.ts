import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'unpinned-tarball';

const imported = (source: string) => `{ imports = [ "\${${source}}/nixos.nix" ]; }`;
const branch = 'https://github.com/nix-community/impermanence/archive/master.tar.gz';
test('a branch without a hash', () => {
  expect(found(id, imported(`builtins.fetchTarball "${branch}"`))).toEqual(['1 info']);
  expect(found(id, imported(`builtins.fetchTarball { url = "${branch}"; }`))).toEqual(['1 info']);
});
test('a hash or a revision pins it', () => {
  expect(
    found(
      id,
      imported(
        `builtins.fetchTarball { url = "${branch}"; sha256 = "0000000000000000000000000000000000000000000000000000"; }`,
      ),
    ),
  ).toEqual([]);
  expect(
    found(
      id,
      imported(`builtins.fetchTarball "${branch.replace('master', '7b1d382faf603b6d264f58627330f9faa5cba149')}"`),
    ),
  ).toEqual([]);
});
test('a tarball that has nothing to do with this', () => {
  expect(found(id, '{ x = builtins.fetchTarball "https://example.org/master.tar.gz"; }')).toEqual([]);
});
