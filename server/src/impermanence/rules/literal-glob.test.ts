import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'literal-glob';

const list = (path: string) => `{ environment.persistence."/p".directories = [ "${path}" ]; }`;
test.each(['/etc/*', '/var/lib/a?', '/srv/[ab]'])('%s', (path) => expect(found(id, list(path))).toEqual(['1 warning']));
test.each(['/etc/a', '/srv/a+b', '/srv/[', '/srv/{a,b}'])('%s is none', (path) =>
  expect(found(id, list(path))).toEqual([]),
);
