import { describe, expect, test } from 'vitest';
import { found, mended, messages } from '../../../../test/rules/found.ts';
import { analysisOf } from '../../../../test/support/folder.ts';

const id = 'wrong-type';

const store = (text: string) => `{ environment.persistence."/p" = { ${text} }; }`;
test.each([
  ['directories = [ { directory = "/a"; mode = 700; } ];', 'mode = "0700"'],
  ['directories = [ /srv/data ];', 'directories = [ "/srv/data" ]'],
  ['files = "/etc/machine-id";', 'files = [ "/etc/machine-id" ]'],
  ['directories = { directory = "/a"; };', 'directories = [ { directory = "/a"; } ]'],
])('%s', (wrong, right) => {
  expect(found(id, store(wrong))).toEqual(['1 error']);
  expect(mended(id, store(wrong))).toContain(right);
});
test('a switch that is a string', () => expect(found(id, store('hideMounts = "yes";'))).toEqual(['1 error']));
test('values that are not known, and options of others', () => {
  expect(found(id, `{ pkgs, ... }: ${store('directories = pkgs.list;')}`)).toEqual([]);
  expect(found(id, '{ services.x.mode = 700; fileSystems."/a".device = 3; }')).toEqual([]);
});
describe('options of the configuration', () => {
  const own = (type: string, definitions: string, use = 'config.persist.directories') => `{ config, lib, ... }: {
  options.persist.directories = lib.mkOption { type = with lib.types; ${type}; };
  config = { ${definitions}
    environment.persistence."/p".directories = ${use}; };
}`;
  const listed = own('listOf str', 'persist.directories = [ "/a"\n{ directory = "/b"; }\n3 ];');
  const named = own(
    'attrsOf str',
    'persist.directories = {\na = "/a"; b = { }; };',
    'lib.attrValues config.persist.directories',
  );

  test('items that the type refuses', () => {
    expect(found(id, listed)).toEqual(['4 error', '5 error']);
    expect(messages(id, listed)[0]).toContain('persist.directories."[definition 1-entry 2]');
    expect(found(id, named)).toEqual(['4 error']);
    expect(mended(id, listed)).toContain('"3" ];');
  });
  test('what is lost of the entries is told with its reason', () => {
    for (const text of [listed, named]) {
      const unknowns = analysisOf({ 'module.nix': text }).hosts[0]?.model.unknowns ?? [];
      expect(unknowns[0]).toMatchObject({ path: 'environment.persistence."/p".directories' });
      expect(unknowns[0]?.reason).toMatch(/not of type `string'/);
    }
  });
  test('what may not be there, and what nothing asks for', () => {
    expect(found(id, own('listOf str', `persist.directories = lib.optional config.services.x.enable 3;`))).toEqual([]);
    expect(found(id, own('listOf str', `persist.directories = lib.mkIf config.services.x.enable [ 3 ];`))).toEqual([]);
    expect(found(id, own('listOf str', 'persist.directories = [ 3 ];', '[ "/a" ]'))).toEqual([]);
    expect(found(id, own('listOf (either str attrs)', 'persist.directories = [ { directory = "/a"; } ];'))).toEqual([]);
  });
});
test('only what is an entry is put into a list', () => {
  const files = (value: string) => mended(id, `{ environment.persistence."/p".files = ${value}; }`);
  expect(files('{ file = "/x"; }')).toContain('files = [ { file = "/x"; } ];');
  expect(files('{ a = "/x"; }')).toContain('files = { a = "/x"; };');
});
test('what a file says of its folder', () => {
  const file = (parent: string) => `{ environment.persistence."/p".files = [ { file = "/etc/x"; ${parent} } ]; }`;
  expect(found(id, file('parentDirectory.mode = 0700;'))).toEqual(['1 error']);
  expect(found(id, file('parentDirectory = { user = 0; };'))).toEqual(['1 error']);
  expect(found(id, file('parentDirectory = { user = "root"; mode = "0700"; };'))).toEqual([]);
});
