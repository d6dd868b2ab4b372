import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'home-tmpfs-world-writable';

const mount = (options: string, at = '/home/mira') =>
  `{ fileSystems."${at}" = { device = "none"; fsType = "tmpfs"; options = [ ${options} ]; }; }`;
test('modes that others may write to, octal with and without the sticky bit', () => {
  expect(found(id, mount('"mode=777"'))).toEqual(['1 warning']);
  expect(found(id, mount('"mode=1777"', '/home'))).toEqual(['1 warning']);
  expect(found(id, mount('"mode=0702"'))).toEqual(['1 warning']);
});
test('other modes, other places, other file systems', () => {
  for (const mode of ['755', '0750', '700', 'mira']) expect(found(id, mount(`"mode=${mode}"`))).toEqual([]);
  expect(found(id, mount('"size=1G"'))).toEqual([]);
  expect(found(id, mount('"mode=777"', '/tmp'))).toEqual([]);
  expect(found(id, mount('"mode=777"').replace('tmpfs"', 'ext4"'))).toEqual([]);
});
test('the last mode counts, and is the one that is repaired', () => {
  expect(found(id, mount('"mode=777" "mode=755"'))).toEqual([]);
  expect(mended(id, mount('"mode=755" "mode=777"'))).toContain('[ "mode=755" "mode=755" ]; neededForBoot = true;');
});
test('a mode that code puts together cannot be repaired there', () => {
  const text =
    'let m = "777"; in { fileSystems."/home" = { fsType = "tmpfs"; device = "none"; options = [ "mode=${m}" ]; neededForBoot = true; }; }';
  expect(found(id, text)).toEqual(['1 warning']);
  expect(mended(id, text)).toBe(text);
});
