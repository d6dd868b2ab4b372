import { showPath } from '../model/partial.ts';
import { conflicts, doubleImports } from './conflicts.ts';
import page from './evaluation-error.md';
import { failuresOf } from './failures.ts';
import type { Rule } from './rule.ts';

/** What the configuration itself refuses, options with two values, and the module imported twice. */
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
      yield { message: `${optionIn(path)}${message}`, at: { site } };
    }
    yield* conflicts(model);
    yield* doubleImports(model);
  },
};

/** The option that was being evaluated, as far as it has a name. */
function optionIn(path: readonly string[]): string {
  const end = path.findIndex((name) => name.startsWith('['));
  const named = end < 0 ? path : path.slice(0, end);
  return named.length === 0 ? '' : `The evaluation of ${showPath(...named)} ends here: `;
}
