import { expect, test } from 'vitest';
import { found, messages } from '../../../../test/rules/found.ts';

const id = 'evaluation-error';

const store = (text: string) => `{ lib, pkgs, ... }: { environment.persistence."/p".directories = [ ${text} ]; }`;
test('what is reached for certain', () => {
  expect(messages(id, store('(throw "no")'))[0]).toContain('no');
  expect(found(id, store('(if false then throw "no" else "/a")'))).toEqual([]);
  expect(found(id, store('(if pkgs.x then throw "no" else "/a")'))).toEqual([]);
  expect(found(id, '{ services.x.y = throw "nobody asks"; }')).toEqual([]);
});
