import page from './evaluation-error.md';
import { failuresOf } from './failures.ts';
import type { Rule } from './rule.ts';

/** What the configuration itself refuses. */
export const evaluationError: Rule = {
  id: 'evaluation-error',
  severity: 'error',
  title: 'The configuration refuses to be evaluated',
  page,
  source: 'Nix',
  category: 'text',
  repair: 'none',
  *checkHost(model) {
    for (const { site, message, path } of failuresOf(model, 'throw', 'assert', 'abort')) {
      if (!site) continue;
      const where = path.length === 0 ? '' : `Evaluating ${path.join('.')} ends here: `;
      yield { message: `${where}${message}`, at: { site } };
    }
  },
};
