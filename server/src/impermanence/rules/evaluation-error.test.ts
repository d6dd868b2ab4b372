import { expect, test } from 'vitest';
import { found, messages } from '../../../../test/rules/found.ts';

const id = 'evaluation-error';

const store = (text: string) => `{ lib, pkgs, ... }: { environment.persistence."/p".directories = [ ${text} ]; }`;
test('what is reached for certain', () => {
  expect(messages(id, store('(throw "no")'))[0]).toContain('no');
  expect(found(id, store('(if false then throw "no" else "/a")'))).toEqual([]);
  expect(found(id, store('(if pkgs.x then throw "no" else "/a")'))).toEqual([]);
  expect(found(id, '{ services.x.y = throw "nobody asks"; }')).toEqual([]);
});

const conflict = (one: string, other: string) => `{ lib, pkgs, ... }: { imports = [ { ${one} } { ${other} } ]; }`;

test('an option with two values', () => {
  const device = (value: string) => `fileSystems."/".device = ${value};`;
  expect(messages(id, conflict(device('"a"'), device('"b"')))[0]).toContain('fileSystems."/".device has two values');
  expect(messages(id, conflict('users.users.x.home = "/a";', 'users.users.x.home = "/b";'))).toHaveLength(1);
  const store = (value: string) => `environment.persistence."/p".hideMounts = ${value};`;
  expect(messages(id, conflict(store('true'), store('false')))).toHaveLength(1);
});
test.each([
  ['the same value', '"a"', '"a"'],
  ['one that counts for more', '"a"', 'lib.mkForce "b"'],
  ['one that counts for less', 'lib.mkDefault "a"', '"b"'],
  ['one that is not there', '"a"', 'lib.mkIf false "b"'],
  ['one that may not be there', '"a"', 'lib.mkIf pkgs.x "b"'],
  ['one that is not known', '"a"', 'pkgs.x'],
])('%s is no conflict', (_what, one, other) => {
  const device = (value: string) => `fileSystems."/".device = ${value};`;
  expect(found(id, conflict(device(one), device(other)))).toEqual([]);
});
