import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'import-cycle';

test('a file that two others import is no circle', () => {
  expect(
    found(id, {
      'configuration.nix': '{ imports = [ ./a.nix ./b.nix ]; }',
      'a.nix': '{ imports = [ ./c.nix ]; }',
      'b.nix': '{ imports = [ ./c.nix ]; }',
      'c.nix': '{ }',
    }),
  ).toEqual([]);
});
