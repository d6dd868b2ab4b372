import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'dynamic-user-path';

const entry = (path: string, rest: string) => `{ ${rest} environment.persistence."/p".directories = [ "${path}" ]; }`;
test('only where the service is on', () => {
  expect(found(id, entry('/var/lib/ntfy-sh', 'services.ntfy-sh.enable = true;'))).toEqual(['1 warning']);
  expect(found(id, entry('/var/lib/ntfy-sh', ''))).toEqual([]);
  expect(found(id, entry('/var/lib/private/ntfy-sh', 'services.ntfy-sh.enable = true;'))).toEqual([]);
  expect(found(id, entry('/var/lib/ntfy-sh', 'services.ntfy-sh.enable = false;'))).toEqual([]);
});
