import { expect, test } from 'vitest';
import { flake, found, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'broken-module-revision';

const files = '  environment.persistence."/p".files = [ "/etc/machine-id" ];';
const at = (text: string, impermanence: number) => found(id, flake(text, v2Inputs, { impermanence }));
test('the ten revisions, their neighbours not', () => {
  expect(at(files, 1_767_548_760)).toEqual(['flake.nix 4 error']);
  expect(at(files, 1_768_835_187)).toEqual(['flake.nix 4 error']);
  expect(at(files, 1_768_941_735)).toEqual([]);
  expect(at(files, 1_737_831_083)).toEqual([]);
});
test('files of users, and directories, do no harm', () => {
  expect(
    at(
      '  users.users.mira.isNormalUser = true;\n  environment.persistence."/p" = { directories = [ "/srv" "/var/lib/nixos" ]; users.mira.files = [ ".screenrc" ]; };',
      1_768_000_000,
    ),
  ).toEqual([]);
});
