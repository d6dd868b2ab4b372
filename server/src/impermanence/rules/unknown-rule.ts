import { nearest } from './nearest.ts';
import type { Rule } from './rule.ts';
import { ignoreComments } from './suppression.ts';
import page from './unknown-rule.md';

/** A comment that silences nothing because the rule is called otherwise. */
export const unknownRule: Rule = {
  id: 'unknown-rule',
  severity: 'hint',
  title: 'An ignore comment for a rule that does not exist',
  page,
  source: 'own',
  category: 'text',
  repair: 'preferred',
  *checkFile(path, context) {
    const content = context.sources.at(path);
    if (content?.kind !== 'file') return;
    for (const { id, span } of ignoreComments(content.file).flatMap(({ rules }) => rules)) {
      if (context.ruleIds.includes(id)) continue;
      const meant = nearest(id, context.ruleIds);
      yield {
        message: `There is no rule ${id}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
        at: { file: path, span },
        fixes:
          meant === undefined
            ? []
            : [{ title: `Write ${meant}`, preferred: true, edits: () => [{ file: path, span, text: meant }] }],
      };
    }
  },
};
