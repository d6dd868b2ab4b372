import { expect, test } from 'vitest';
import { flake, found, system, v1Inputs, v2Inputs } from '../../../../test/rules/found.ts';

const id = 'mount-not-needed-for-boot';

const mount = (at: string) => `  fileSystems."${at}" = { device = "/dev/sda1"; fsType = "ext4"; };`;
const entry = (path: string) => `  environment.persistence."/persist".directories = [ "${path}" "/var/lib/nixos" ];`;
test('proper parents of a target, the root excepted', () => {
  expect(found(id, system(`${mount('/srv')}\n${entry('/srv/data')}`))).toEqual(['3 error']);
  expect(found(id, system(`${mount('/srv')}\n${entry('/srv')}`))).toEqual([]);
  expect(found(id, system(`${mount('/srv')}\n${entry('/srv2/data')}`))).toEqual([]);
  expect(found(id, system(`${mount('/')}\n${entry('/srv/data')}`))).toEqual([]);
});
test('paths of homes count as well', () => {
  const user =
    '  users.users.mira.isNormalUser = true;\n  environment.persistence."/persist".users.mira.files = [ ".screenrc" ];';
  expect(found(id, system(`${mount('/home')}\n${user}`))).toEqual(['3 error']);
});
test('revisions before the assertion say nothing', () => {
  const text = `${mount('/srv')}\n${entry('/srv/data')}`;
  expect(found(id, flake(text, v1Inputs))).toEqual([]);
  expect(found(id, flake(text, v2Inputs, { impermanence: 1_768_941_735 }))).toEqual([]);
  expect(found(id, flake(text, v2Inputs, { impermanence: 1_769_548_169 }))).toHaveLength(1);
});
test('the assertion looks mounts up by name', () => {
  const named = '  fileSystems.data = { mountPoint = "/srv"; device = "/dev/sda1"; fsType = "ext4"; };';
  expect(found(id, system(`${named}\n${entry('/srv/data')}`))).toEqual([]);
});
