import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'wipe-before-resume';

const wipe = (option: string) =>
  `boot.initrd.${option} = ''\n  mount /dev/sda1 /m\n  btrfs subvolume delete /m/root\n  btrfs subvolume create /m/root\n'';`;
const system = (rest: string, option = 'postDeviceCommands') => ({
  'configuration.nix': `{
  fileSystems."/" = { device = "/dev/sda1"; fsType = "btrfs"; options = [ "subvol=root" ]; };
  ${rest}
  ${wipe(option)}
}`,
});
test('only with swap that outlives the power', () => {
  expect(found(id, system('swapDevices = [ { device = "/dev/sda2"; } ];'))).toEqual(['4 warning']);
  expect(found(id, system('boot.resumeDevice = "/dev/sda2";'))).toEqual(['4 warning']);
  expect(found(id, system(''))).toEqual([]);
  expect(found(id, system('swapDevices = [ { device = "/dev/sda2"; randomEncryption.enable = true; } ];'))).toEqual([]);
});
test('after the resume it does no harm', () => {
  expect(found(id, system('swapDevices = [ { device = "/dev/sda2"; } ];', 'postResumeCommands'))).toEqual([]);
});
test('where the machine cannot hibernate', () => {
  const swap = 'swapDevices = [ { device = "/dev/sda2"; } ];';
  expect(found(id, system('swapDevices = [ { device = "/swap/file"; size = 4096; } ];'))).toEqual([]);
  expect(found(id, system('swapDevices = [ { device = "/swap/file"; } ]; boot.resumeDevice = "/dev/sda1";'))).toEqual([
    '4 warning',
  ]);
  expect(found(id, system(`${swap} boot.kernelParams = [ "nohibernate" ];`))).toEqual([]);
  expect(found(id, system(`${swap} security.protectKernelImage = true;`))).toEqual([]);
});
