import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TokenKind } from '../../server/src/nix/syntax/lexer.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import type { SyntaxTree } from '../../server/src/nix/syntax/tree.ts';
import { printLikeNix, RefusedByOldNix } from './nixPrinter.ts';
import { canonical } from './nixText.ts';
import { mutatedText, nixText } from './nixTexts.ts';
import { acceptedByNix, hasNix, nixHome, printedByNix } from './realNix.ts';

// How many texts are compared, and which: NIX_TEXTS=20000 NIX_SEED=7 npx vitest run test/syntax/agreement
const count = Number(process.env.NIX_TEXTS ?? 2000);
const seed = Number(process.env.NIX_SEED ?? 1);
const batch = 1000;

describe.runIf(hasNix)('agreement with real Nix', () => {
  test('accepts what Nix accepts, refuses what it refuses, and reads the same expression', {
    timeout: 60_000 + count * 60,
  }, () => {
    let accepted = 0;
    const disagreements: string[] = [];
    for (let done = 0; done < count; done += batch) {
      const texts = sample(Math.min(batch, count - done), seed + done);
      const outcome = compare(texts);
      accepted += outcome.accepted;
      disagreements.push(...outcome.disagreements);
    }
    expect(disagreements.slice(0, 10)).toEqual([]);
    // Both answers must be common, or the test says little.
    expect(accepted).toBeGreaterThan(count * 0.2);
    expect(accepted).toBeLessThan(count * 0.85);
  });
});

function sample(size: number, sampleSeed: number): readonly string[] {
  const either = fc.oneof(nixText, mutatedText);
  return fc.sample(either, { numRuns: size, seed: sampleSeed }).filter((text) => !isNewer(parse(text)));
}

/** Pipes are unknown to the Nix that is installed. */
function isNewer(tree: SyntaxTree): boolean {
  return tree.tokens.kinds.some((kind) => kind === TokenKind.PipeFrom || kind === TokenKind.PipeInto);
}

function compare(texts: readonly string[]): { accepted: number; disagreements: readonly string[] } {
  const nix = acceptedByNix(texts);
  const trees = texts.map((text) => parse(text));
  const disagreements: string[] = [];
  const both: SyntaxTree[] = [];
  trees.forEach((tree, index) => {
    const ours = tree.errors.length === 0 && !isRefusedByOldNix(tree);
    if (ours === nix[index]) {
      if (ours) both.push(tree);
      return;
    }
    const reason = tree.errors[0]?.message ?? 'we accept';
    disagreements.push(`${JSON.stringify(tree.text)}: Nix ${nix[index] ? 'accepts' : 'refuses'}, ${reason}`);
  });
  disagreements.push(...differentPrints(both));
  return { accepted: both.length, disagreements };
}

function differentPrints(trees: readonly SyntaxTree[]): readonly string[] {
  const bound = trees.map((tree) => parse(`_: with _; ${tree.text}`));
  const { directory, printed } = printedByNix(bound.map((tree) => tree.text));
  return bound.flatMap((tree, index) => {
    const theirs = canonical(printed[index] as string);
    const ours = canonical(printLikeNix(tree, directory, nixHome));
    return ours === theirs ? [] : [`${JSON.stringify(tree.text)}:\n  Nix: ${theirs}\n  we:  ${ours}`];
  });
}

function isRefusedByOldNix(tree: SyntaxTree): boolean {
  try {
    printLikeNix(tree, '/', nixHome);
    return false;
  } catch (error) {
    if (error instanceof RefusedByOldNix) return true;
    throw error;
  }
}
