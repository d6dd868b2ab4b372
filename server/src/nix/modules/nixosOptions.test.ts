import { expect, test } from 'vitest';
import { analysisOf } from '../../../../test/support/folder.ts';

test('an option that nothing declares is unknown for that reason', () => {
  const files = { 'module.nix': '{ config, ... }: { environment.persistence."/p".directories = config.persisted; }\n' };
  const reasons = analysisOf(files).hosts[0]?.model.unknowns.map(({ reason }) => reason);
  expect(reasons).toEqual(['no module in sight declares this option']);
});
