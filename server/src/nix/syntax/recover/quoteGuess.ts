import { interpolationEnd } from './quotes.ts';
import type { Repair } from './repairs.ts';

/**
 * Finds out which quote of a line has no partner, and where the partner should be. Each quote is tried as the single
 * one with the others paired in order; the reading in which strings look most like strings wins.
 */
export function guessQuotes(text: string, start: number, end: number): readonly Repair[] {
  const limit = codeEnd(text, start, end);
  const quotes = quotesOf(text, start, limit);
  let best: Repair | undefined;
  let least = Number.POSITIVE_INFINITY;
  const costs = costsOfOthers(text, quotes);
  // An odd one would lie within a pair, and a string holds no quote.
  for (let single = 0; single < quotes.length && quotes.length % 2 === 1; single += 2) {
    const cost = costs[single] as number;
    const quote = quotes[single] as number;
    for (const guess of [
      asOpening(text, quote, quotes[single + 1] ?? limit),
      asClosing(text, quote, start, quotes[single - 1]),
    ]) {
      if (cost + guess.cost >= least) continue;
      least = cost + guess.cost;
      best = guess.repair;
    }
  }
  return best ? [best] : closeAtEnd(quotes, limit);
}

/** For each quote at an even index what the pairs cost that the others make, those before it and those behind it. */
function costsOfOthers(text: string, quotes: readonly number[]): readonly number[] {
  const pair = (index: number) => pairCost(text, quotes[index] as number, quotes[index + 1] as number);
  const costs: number[] = [];
  let before = 0;
  for (let single = 0; single < quotes.length; single += 2) {
    costs[single] = before;
    if (single + 1 < quotes.length) before += pair(single);
  }
  let behind = 0;
  for (let single = quotes.length - 1; single >= 0; single -= 2) {
    costs[single] = (costs[single] ?? 0) + behind;
    if (single >= 2) behind += pair(single - 1);
  }
  return costs;
}

/** With quotes in pairs something else is broken; then the last string is closed where the line ends. */
function closeAtEnd(quotes: readonly number[], limit: number): readonly Repair[] {
  return quotes.length === 0 ? [] : [{ offset: limit, kind: 'close' }];
}

/** Where a comment begins on the line, as far as one can say without knowing where strings are. */
function codeEnd(text: string, start: number, end: number): number {
  const comment = /\s#/.exec(text.slice(start, end));
  const line = comment ? start + comment.index : end;
  return start + text.slice(start, line).trimEnd().length;
}

/** The quotes of the line that are not escaped and not within an interpolation. */
function quotesOf(text: string, start: number, limit: number): number[] {
  const quotes: number[] = [];
  for (let at = start; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') quotes.push(at);
    else if (text[at] === '$' && text[at + 1] === '{') at = (interpolationEnd(text, at) ?? at + 1) - 1;
  }
  return quotes;
}

/** How little a piece between two quotes looks like a string. */
function pairCost(text: string, open: number, close: number): number {
  const content = text.slice(open + 1, close);
  let cost = 0;
  if (!mayOpen(text, open)) cost += 1.5;
  if (!mayClose(text, close)) cost += 1.5;
  if (/;|\s=\s|[{[(]\s/.test(content)) cost += 2;
  if (/^\s|\s$/.test(content)) cost += 0.4;
  return cost;
}

function mayOpen(text: string, quote: number): boolean {
  const before = text[quote - 1];
  return before === undefined || /[\s([{=+.<>!?]/.test(before);
}

function mayClose(text: string, quote: number): boolean {
  const behind = text[quote + 1];
  return behind === undefined || /[\s)\]};,.+=:]/.test(behind);
}

interface Guess {
  readonly cost: number;
  readonly repair: Repair;
}

/** The quote opens a string whose end is missing; `limit` is where the string ends at the latest. */
function asOpening(text: string, quote: number, limit: number): Guess {
  const content = text.slice(quote + 1, limit);
  let cost = mayOpen(text, quote) ? 0 : 1.5;
  if (content === '' || /^[\s;)\]}]/.test(content)) cost += 1.5;
  return { cost, repair: { offset: quote + 1 + contentLength(text, quote, content), kind: 'close' } };
}

/** How much of what follows an opening quote belongs in the string. */
function contentLength(text: string, quote: number, content: string): number {
  const isName = text[quote - 1] === '.' || /^[^\s;"]+(?:\s+=(?!=)|=\s)/.test(content);
  if (isName) {
    const name = /^[^\s=]*/.exec(content)?.[0] ?? '';
    if (name !== '') return name.length;
  }
  const statement = /^[^;]*(?=;)/.exec(content)?.[0];
  // Spaces are part of a string that is the whole value, but not of one among others.
  if (statement !== undefined && !/[[\](){}=]/.test(statement.replace(/\$\{[^}]*\}/g, '')))
    return statement.trimEnd().length;
  return (/^(?:\$\{[^}]*\}|[^\s;\])}])*/.exec(content)?.[0] ?? '').length;
}

/** The quote closes a string whose beginning is missing; `previous` is the quote before it. */
function asClosing(text: string, quote: number, start: number, previous: number | undefined): Guess {
  const from = previous === undefined ? start : previous + 1;
  const word = /[^\s[({;]*$/.exec(text.slice(from, quote))?.[0] ?? '';
  let cost = mayClose(text, quote) ? 0 : 1.5;
  if (word === '') cost += 2;
  const isName = /^\s*(?:=(?!=)|\.)/.test(text.slice(quote + 1, quote + 40));
  return { cost, repair: { offset: quote - wordContent(word, isName).length, kind: 'open' } };
}

/** What of the word before a closing quote is in the string: in an attribute path, the part behind a dot. */
function wordContent(word: string, isName: boolean): string {
  const value = word.replace(/^=+/, '');
  if (!isName) return value;
  const slash = /^(?:[a-zA-Z_][\w'-]*\.)+(?=[/~$@<])/.exec(value);
  if (slash) return value.slice(slash[0].length);
  return value.slice(value.lastIndexOf('.') + 1);
}
