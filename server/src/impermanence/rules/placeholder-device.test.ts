import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'placeholder-device';

const device = (name: string) => found(id, `{ fileSystems."/nix" = { device = "${name}"; fsType = "ext4"; }; }`);
test.each([
  '/dev/disk/by-uuid/UUID',
  '/dev/disk/by-uuid/XXXX-XXXX',
  '/dev/disk/by-uuid/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
  '/dev/sdX',
  '/dev/sdX1',
  '/dev/nvmeXn1',
  '/dev/disk/by-id/your-disk-id',
  '/dev/disk/by-label/<label>',
  '<device>',
])('%s is none', (name) => {
  expect(device(name)).toEqual(['1 error']);
});
test.each([
  '/dev/disk/by-uuid/3c5a9f1e-7d52-4b8e-9f07-1f6f3f0f7a55',
  '/dev/disk/by-uuid/12CE-A600',
  '/dev/disk/by-label/root',
  '/dev/disk/by-label/XBOX',
  '/dev/disk/by-label/disk',
  '/dev/sda1',
  '/dev/nvme0n1p2',
  '/dev/mapper/UUID',
  'none',
  'zroot/nix',
  'tmpfs',
])('%s is one', (name) => {
  expect(device(name)).toEqual([]);
});
test('LUKS and swap have devices, too; each is reported where it is written, once', () => {
  expect(
    found(
      id,
      '{ boot.initrd.luks.devices.root.device = "/dev/disk/by-uuid/UUID";\n  swapDevices = [ { device = "/dev/sdX"; } ]; }',
    ),
  ).toEqual(['1 error', '2 error']);
  expect(
    found(
      id,
      'let d = "/dev/disk/by-uuid/UUID"; in {\n  fileSystems."/a".device = d;\n  fileSystems."/b".device = d; }',
    ),
  ).toEqual(['1 error']);
});
test('the disk of a layout of disko', () => {
  const disk = (name: string) => `{ disko.devices.disk.main = { device = "${name}"; type = "disk"; }; }`;
  expect(found(id, disk('/dev/sdX'))).toEqual(['1 error']);
  expect(found(id, disk('/dev/sda'))).toEqual([]);
});
test('a note where a hexadecimal id belongs', () => {
  for (const name of ['by-uuid/UUID-OF-DISK', 'by-partuuid/root-partition-uuid', 'by-id/some-disk-id'])
    expect(device(`/dev/disk/${name}`)).toEqual(['1 error']);
  for (const name of [
    'by-uuid/3b8a4c8a-1f3f-4f8f-9a11-2f6a0cde0000',
    'by-uuid/AB12-CDEF',
    'by-id/ata-Disk_X',
    'by-label/my-disk-1',
  ])
    expect(device(`/dev/disk/${name}`)).toEqual([]);
});
