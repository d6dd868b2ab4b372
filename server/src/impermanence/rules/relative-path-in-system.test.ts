import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'relative-path-in-system';

const list = (path: string) => `{ environment.persistence."/p".directories = [ "${path}" ]; }`;
test('gets its slash, unless it means a home', () => {
  expect(mended(id, list('var/log'))).toBe(list('/var/log'));
  expect(found(id, list('~/Music'))).toEqual(['1 error']);
  expect(mended(id, list('~/Music'))).toBe(list('~/Music'));
});
test('a path put together keeps its parts', () => {
  const text = (path: string) => `let x = "a"; in { environment.persistence."/p".directories = [ "${path}" ]; }`;
  expect(mended(id, text('var/lib/${x}'))).toBe(text('/var/lib/${x}'));
});
test('absolute paths, and those of users', () => {
  expect(found(id, list('/var/log'))).toEqual([]);
  expect(found(id, '{ environment.persistence."/p".users.u.directories = [ "Music" ]; }')).toEqual([]);
});
