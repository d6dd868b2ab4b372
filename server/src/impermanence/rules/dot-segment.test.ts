import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'dot-segment';

const list = (path: string) => `{ environment.persistence."/p".directories = [ "${path}" ]; }`;
test.each([
  ['/var/./log', '/var/log'],
  ['/var/lib/../log', '/var/log'],
  ['/var/log/.', '/var/log'],
])('%s', (path, plain) => {
  expect(found(id, list(path))).toEqual(['1 warning']);
  expect(mended(id, list(path))).toBe(list(plain));
});
test('a path out of the root has no plain form', () => expect(mended(id, list('/../x'))).toBe(list('/../x')));
test.each(['/var/.log', '/srv/a..b', '/srv/...', '/srv/.x'])('%s is plain', (path) =>
  expect(found(id, list(path))).toEqual([]),
);
