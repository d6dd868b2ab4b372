import { failuresOf } from './failures.ts';
import { baseName } from './fileNames.ts';
import page from './import-cycle.md';
import type { Rule } from './rule.ts';

/** Modules that import each other are fine for Nix only if nothing leads back. */
export const importCycle: Rule = {
  id: 'import-cycle',
  severity: 'error',
  title: 'A file that imports itself',
  page,
  source: 'Nix',
  category: 'text',
  repair: 'none',
  *checkHost(model) {
    for (const { site, message } of failuresOf(model, 'import-cycle')) {
      if (!site) continue;
      const file = baseName(message.split(' ')[0] ?? '');
      yield { message: `${file} imports itself by way of others: the evaluation never ends.`, at: { site } };
    }
  },
};
