import type { Rule } from './rule.ts';

/** Every rule, by category. A new rule is one line here. */
export const rules: readonly Rule[] = [];
