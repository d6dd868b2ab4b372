import { expect, test } from 'vitest';
import { found } from '../../../../test/rules/found.ts';

const id = 'file-and-directory';

test('of any store', () => {
  expect(found(id, '{ environment.persistence = { "/p".directories = [ "/a" ];\n "/q".files = [ "/a" ]; }; }')).toEqual(
    ['2 error'],
  );
  expect(found(id, '{ environment.persistence."/p" = { directories = [ "/a" ]; files = [ "/b" ]; }; }')).toEqual([]);
});
