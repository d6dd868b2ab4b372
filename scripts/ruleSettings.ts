import type { Rule } from '../server/src/impermanence/rules/rule.ts';

/** What package.json says of the setting `impermanence.rules`: the ids there are, each with what the rule is about. */
export function ruleSettings(rules: readonly Rule[]) {
  const described = rules
    .map(({ id, severity, title }) => ({ id, text: `${title} (${severity} unless set).` }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    type: 'object',
    scope: 'resource',
    default: {},
    markdownDescription:
      'Severity of single rules: rule id → `off`, `hint`, `info`, `warning` or `error`. A rule not named here keeps its own severity.',
    propertyNames: {
      enum: described.map(({ id }) => id),
      enumDescriptions: described.map(({ text }) => text),
    },
    additionalProperties: {
      type: 'string',
      enum: ['off', 'hint', 'info', 'warning', 'error'],
    },
  };
}
