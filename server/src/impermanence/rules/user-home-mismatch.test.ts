import { expect, test } from 'vitest';
import { flake, found, mended, system, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'user-home-mismatch';

const store = (user: string, home: string) =>
  `  users.users.mira = { isNormalUser = true; uid = 1; };\n  environment.persistence."/p".users.${user} = { ${home} directories = [ "x" ]; };`;
test('a home that is another, given or by default', () => {
  expect(found(id, flake(store('mira', 'home = "/home/m";'), v1Inputs))).toEqual(['box.nix 3 error']);
  expect(found(id, flake(store('root', ''), v1Inputs))).toEqual(['box.nix 3 error']);
  expect(mended(id, flake(store('mira', 'home = "/home/m";'), v1Inputs))).not.toContain('/home/m"');
});
test('the right one, and v2', () => {
  expect(found(id, flake(store('mira', ''), v1Inputs))).toEqual([]);
  expect(found(id, flake(store('root', 'home = "/root";'), v1Inputs))).toEqual([]);
  expect(found(id, system(store('root', '')))).toEqual([]);
});
