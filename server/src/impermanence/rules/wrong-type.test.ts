import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

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
test('only what is an entry is put into a list', () => {
  const files = (value: string) => mended(id, `{ environment.persistence."/p".files = ${value}; }`);
  expect(files('{ file = "/x"; }')).toContain('files = [ { file = "/x"; } ];');
  expect(files('{ a = "/x"; }')).toContain('files = { a = "/x"; };');
});
