import { expect, test } from 'vitest';
import manifest from '../../package.json';
import { ruleSettings } from '../../scripts/ruleSettings.ts';
import { rules } from '../../server/src/impermanence/rules/index.ts';

test('package.json offers every rule in the setting impermanence.rules (npm run docs writes it)', () => {
  expect(manifest.contributes.configuration.properties['impermanence.rules']).toEqual(ruleSettings(rules));
});
