import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'file-inside-directory';

const stores = (a: string, b: string) =>
  `{ environment.persistence = { "/p" = { directories = [ "/etc/a" ]; ${a} }; "/q" = { hideMounts = true; ${b} }; }; }`;
test('of the same store only', () => {
  expect(found(id, stores('files = [ "/etc/a/f" ];', ''))).toEqual(['1 error']);
  expect(found(id, stores('', 'files = [ "/etc/a/f" ];'))).toEqual([]);
  expect(found(id, stores('files = [ "/etc/ab" ];', ''))).toEqual([]);
});
test('an entry that has no path yet holds nothing', () => {
  expect(found(id, stores('files = [ "/etc/b" ]; directories = [ "" "/" ];', ''))).toEqual([]);
});
