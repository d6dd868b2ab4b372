import page from './invalid-setting.md';
import type { Rule } from './rule.ts';

/**
 * A setting of the wrong type. No host and no file has it: the shells that read settings report it, once, under this id
 * (the command line as a usage error).
 */
export const invalidSetting: Rule = {
  id: 'invalid-setting',
  severity: 'warning',
  title: 'A setting of the wrong type',
  page,
  source: 'own',
  category: 'text',
  repair: 'none',
};
