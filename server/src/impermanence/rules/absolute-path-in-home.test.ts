import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'absolute-path-in-home';

const user = (path: string) => `{ environment.persistence."/p".users.mira.directories = [ "${path}" ]; }`;
test.each(['~/Music', '$HOME/Music', '\\${HOME}/Music', '/home/mira/Music'])('%s is another path', (path) => {
  expect(found(id, user(path))).toEqual(['1 error']);
  expect(mended(id, user(path))).toBe(user('Music'));
});
test('a leading slash is only a hint', () => {
  expect(found(id, user('/Music'))).toEqual(['1 hint']);
  expect(mended(id, user('/Music'))).toBe(user('Music'));
});
test('relative paths', () => {
  for (const path of ['Music', '.config/~x', 'home/mira', '~x']) expect(found(id, user(path))).toEqual([]);
});
test('the home as NixOS and Home Manager know it', () => {
  const text = (path: string) =>
    `{ config, ... }: { users.users.mira.isNormalUser = true; environment.persistence."/p".users.mira.files = [ "${path}" ]; }`;
  const path = '${config.users.users.mira.home}/.config/x';
  expect(found(id, text(path))).toEqual(['1 error']);
  expect(mended(id, text(path))).toBe(text('.config/x'));
});
test('the home alone has no shorter form', () => expect(mended(id, user('~'))).toBe(user('~')));
test('paths of the system are absolute', () => {
  expect(found(id, '{ environment.persistence."/p".directories = [ "/home/mira/Music" ]; }')).toEqual([]);
});
