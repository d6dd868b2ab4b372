import { expect, test } from 'vitest';
import { flake, found, system, v1Inputs } from '../../../../test/rules/found.ts';

const id = 'fuse-allow-other-needless';

const permission = '  programs.fuse.userAllowOther = true;';
const home = '  home-manager.users.mira.home.persistence."/p".directories = [ "Music" ];';
test('with a home store of v2 and nothing else that mounts', () => {
  expect(found(id, system(`${permission}\n${home}`))).toEqual(['3 hint']);
  expect(found(id, system(permission))).toEqual([]);
  expect(found(id, system(`${permission.replace('true', 'false')}\n${home}`))).toEqual([]);
  expect(
    found(id, system(`${permission}\n${home}\n  fileSystems."/mnt/x" = { device = "x"; fsType = "fuse.sshfs"; };`)),
  ).toEqual([]);
  expect(found(id, flake(`${permission}\n${home}`, v1Inputs))).toEqual([]);
});
