import { expect, test } from 'vitest';
import { found, mended } from '../../../../test/rules/found.ts';

const id = 'manual-bind-mount';

const store = 'environment.persistence."/persist".hideMounts = true;';
const bind = (device: string, options = '"bind"') =>
  `{ ${store}\n  fileSystems."/var/lib/x" = { device = "${device}"; options = [ ${options} ]; }; }`;
test('a bind mount from a store', () => {
  expect(found(id, bind('/persist/var/lib/x'))).toEqual(['2 hint']);
  expect(found(id, bind('/persist/var/lib/x', '"rbind" "ro"'))).toEqual(['2 hint']);
  expect(found(id, bind('/data/x'))).toEqual([]);
  expect(found(id, bind('/persist/var/lib/x', '"noatime"'))).toEqual([]);
});
test('one from another place of the store cannot become an entry', () => {
  expect(mended(id, bind('/persist/x'))).toBe(bind('/persist/x'));
  expect(mended(id, bind('/persist/var/lib/x'))).toContain(
    'environment.persistence."/persist".directories = [ "/var/lib/x" ];',
  );
});
