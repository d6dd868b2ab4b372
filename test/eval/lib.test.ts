import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEvaluation, type Evaluation } from '../../server/src/nix/eval/evaluate.ts';
import { lower } from '../../server/src/nix/eval/lower.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';

/** What real Nix with nixpkgs' lib (June 2026) gave for each expression, as JSON text; null where it fails. Made by lib/record.mjs. */
const answers: Record<string, string | null> = JSON.parse(
  readFileSync(new URL('lib/answers.json', import.meta.url), 'utf8'),
);

/** What lib does not tell us on purpose. */
const notKnown: readonly RegExp[] = [/\bgetExe\b|addMetaAttrs|hiPrio|fakeHash/];

function evaluate(text: string): ReturnType<Evaluation['toJson']> {
  const evaluation: Evaluation = createEvaluation(
    { at: () => ({ kind: 'missing' }), kindOf: () => 'missing' },
    { variable: (name) => (name === 'lib' ? evaluation.lib : undefined) },
  );
  return evaluation.toJson(evaluation.evaluateSummary(lower(parse(text), '/w/default.nix').summary));
}

describe('lib', () => {
  it.each(Object.entries(answers))('%s', (text, answer) => {
    const ours = evaluate(text);
    if (answer === null) expect(typeof ours, JSON.stringify(ours)).not.toBe('string');
    else if (typeof ours !== 'string' && ours.kind === 'unknown')
      expect(
        notKnown.some((known) => known.test(text)),
        ours.reason,
      ).toBe(true);
    else expect(ours).toBe(answer);
  });
});
