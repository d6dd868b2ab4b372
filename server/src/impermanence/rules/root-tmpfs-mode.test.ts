import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'root-tmpfs-mode';

const root = (rest: string) => `{ fileSystems."/" = { device = "none"; fsType = "tmpfs"; ${rest} }; }`;
test('modes that the group or others may write to', () => {
  expect(found(id, root('options = [ "mode=777" ];'))).toEqual(['1 warning']);
  expect(found(id, root('options = [ "mode=775" ];'))).toEqual(['1 warning']);
  expect(found(id, root('options = [ "mode=0755" ];'))).toEqual([]);
});
test('a mode that is missing from a list in sight', () => {
  expect(found(id, root('options = [ "size=1G" ];'))).toEqual(['1 warning']);
  expect(mended(id, root('options = [ "size=1G" ];'))).toBe(root('options = [ "size=1G" "mode=755" ];'));
});
test('options that another module may set, or that are not known', () => {
  expect(found(id, root(''))).toEqual([]);
  expect(found(id, { 'configuration.nix': root('') })).toEqual(['1 warning']);
  expect(found(id, `{ pkgs, ... }: ${root('options = pkgs.options;')}`)).toEqual([]);
});
test('any other file system at the root', () => {
  expect(found(id, '{ fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; }; }')).toEqual([]);
});
test('several options in one string', () => {
  expect(found(id, root('options = [ "defaults,size=1G,mode=755" ];'))).toEqual([]);
  expect(found(id, root('options = [ "size=1G,mode=777" ];'))).toEqual(['1 warning']);
  expect(mended(id, root('options = [ "size=1G,mode=777,noatime" ];'))).toBe(
    root('options = [ "size=1G,mode=755,noatime" ];'),
  );
});
