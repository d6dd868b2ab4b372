import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'tmpfs-size';

const mount = (at: string, options: string) =>
  `{ fileSystems."${at}" = { device = "none"; fsType = "tmpfs"; options = ${options}; }; }`;
test('the root and homes, with and without a size', () => {
  expect(found(id, mount('/', '[ "mode=755" ]'))).toEqual(['1 info']);
  expect(found(id, mount('/home', '[ "mode=755" ]'))).toEqual(['1 info']);
  expect(found(id, mount('/', '[ "mode=755" "size=25%" ]'))).toEqual([]);
  expect(found(id, mount('/tmp', '[ ]'))).toEqual([]);
});
test('a list that is joined gets the size in its first part', () => {
  expect(mended(id, `{ lib, ... }: ${mount('/', '[ "mode=755" ] ++ lib.optional true "noatime"')}`)).toContain(
    '[ "mode=755" "size=25%" ] ++ lib.optional',
  );
});
test('a limit in blocks is one', () => {
  expect(found(id, mount('/', '[ "mode=755" "nr_blocks=500k" ]'))).toEqual([]);
});
