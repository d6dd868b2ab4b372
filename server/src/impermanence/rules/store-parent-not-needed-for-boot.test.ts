import { expect, test } from 'vitest';
import { found, system } from '../../../../test/rules/found.ts';

const id = 'store-parent-not-needed-for-boot';

const store = (path: string) => `  environment.persistence."${path}".directories = [ "/var/log" "/var/lib/nixos" ];`;
const mount = (at: string) => `  fileSystems."${at}" = { device = "/dev/sda1"; fsType = "ext4"; };`;
test('the nearest file system above the store', () => {
  expect(found(id, system(`${mount('/persist')}\n${store('/persist/system')}`))).toEqual(['3 warning']);
  expect(found(id, system(`${mount('/persist')}\n${store('/persist')}`))).toEqual([]);
});
test('what NixOS mounts early by itself', () => {
  for (const at of ['/', '/nix', '/nix/store', '/var', '/var/lib', '/etc', '/usr']) {
    expect(found(id, system(`${mount(at)}\n${store(`${at === '/' ? '' : at}/keep`)}`))).toEqual([]);
  }
});
test('several stores on one file system make one problem', () => {
  expect(
    found(
      id,
      system(
        `${mount('/p')}\n${store('/p/a')}\n${store('/p/b').replace('log', 'tmp').replace('/var/lib/nixos', '/srv')}`,
      ),
    ),
  ).toEqual(['3 warning']);
});
