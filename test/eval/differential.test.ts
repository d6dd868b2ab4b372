import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvaluation } from '../../server/src/nix/eval/evaluate.ts';
import { lower } from '../../server/src/nix/eval/lower.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { expressions } from './expressionGenerator.ts';
import { generate } from './generateExpression.ts';
import { askNix, hasNix } from './realNix.ts';

const count = Number(process.env.EXPRESSIONS ?? 3000);
const seed = Number(process.env.SEED ?? 20_260_801);

function ours(text: string): { kind: 'json'; text: string } | { kind: 'fails' | 'unknown'; why: string } {
  const evaluation = createEvaluation({ at: () => ({ kind: 'missing' }), kindOf: () => 'missing' });
  const { summary } = lower(parse(text), '/w/default.nix');
  const answer = evaluation.toJson(evaluation.evaluateSummary(summary));
  if (typeof answer === 'string') return { kind: 'json', text: answer };
  return answer.kind === 'unknown' ? { kind: 'unknown', why: answer.reason } : { kind: 'fails', why: answer.message };
}

/** The same data; `2` and `2.0`, which versions of Nix write for one and the same float, are. */
function sameJson(a: string, b: string): boolean {
  return a === b || JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
}

describe.skipIf(!hasNix() && process.env.CI === undefined)('generated expressions', () => {
  it(`${count} of them mean what real Nix says, or are unknown`, { timeout: 300_000 }, () => {
    const texts = fc.sample(expressions(generate), { numRuns: count, seed });
    const real = askNix(texts);
    const wrong: string[] = [];
    const unknown: string[] = [];
    let failing = 0;
    for (const [index, text] of texts.entries()) {
      const answer = ours(text);
      const truth = real[index];
      if (truth?.kind === 'fails') failing++;
      if (answer.kind === 'unknown') unknown.push(`${answer.why}\n${text}`);
      else if (
        truth?.kind === 'json' ? answer.kind !== 'json' || !sameJson(answer.text, truth.text) : answer.kind === 'json'
      ) {
        wrong.push(`${text}\n  real: ${JSON.stringify(truth)}\n  ours: ${JSON.stringify(answer)}`);
      }
    }
    console.info(
      `${texts.length} expressions, ${failing} fail in real Nix, ${unknown.length} unknown, ${wrong.length} wrong`,
    );
    if (process.env.SHOW_UNKNOWN !== undefined) console.info(unknown.slice(0, 40).join('\n\n'));
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(unknown.length).toBeLessThan(count * 0.02);
    // Not a test of failures only.
    expect(failing).toBeLessThan(count / 2);
  });
});
