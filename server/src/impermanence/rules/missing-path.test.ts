import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'missing-path';

const store = (text: string) => `{ environment.persistence."/p" = { ${text} }; }`;
test('of directories and files', () => {
  expect(found(id, store('directories = [ { mode = "0700"; } ];'))).toEqual(['1 error']);
  expect(mended(id, store('files = [ { path = "/a"; } ];'))).toContain('{ file = "/a"; }');
  expect(found(id, store('directories = [ { directory = "/a"; } "/b" ]; files = [ { file = "/c"; } ];'))).toEqual([]);
});
test('a name that comes from elsewhere', () => {
  expect(found(id, `{ pkgs, ... }: ${store('directories = [ ({ mode = "0700"; } // pkgs.entry) ];')}`)).toEqual([]);
});
