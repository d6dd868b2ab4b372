import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'invalid-mode';

const mode = (text: string) =>
  `{ environment.persistence."/p".directories = [ { directory = "/a"; mode = "${text}"; } ]; }`;
test.each(['0700', '755', '1777', 'u=rwx,g=rx,o=', 'u=rwx', 'a=rx', 'u+x', 'g-w,o-rwx', '0000'])('%s is one', (text) =>
  expect(found(id, mode(text))).toEqual([]),
);
test.each(['u=rwx,g=rx+s,o=rx', 'g=u', '=0755', 'o+-='])('%s is one for chmod', (text) =>
  expect(found(id, mode(text))).toEqual([]),
);
test.each(['rwx', '07', '0788', 'u=rwz', '', 'drwx------', 'u', 'u=gx', 'u=rwx,'])('%s is none', (text) =>
  expect(found(id, mode(text))).toEqual(['1 error']),
);
test.each([
  ['0600', '0700'],
  ['0644', '0755'],
  ['u=rw,g=r,o=', '0750'],
])('%s lets nobody in, %s does', (wrong, right) => {
  expect(found(id, mode(wrong))).toEqual(['1 warning']);
  expect(mended(id, mode(wrong))).toBe(mode(right));
});
test('the mode of the directory that is made for a file', () => {
  const parent = (text: string) =>
    `{ environment.persistence."/p".files = [ { file = "/a/b"; parentDirectory.mode = "${text}"; } ]; }`;
  expect(found(id, parent('0700'))).toEqual([]);
  expect(found(id, parent('drwx'))).toEqual(['1 error']);
  expect(found(id, parent('0600'))).toEqual(['1 warning']);
  expect(mended(id, parent('0600'))).toBe(parent('0700'));
});
