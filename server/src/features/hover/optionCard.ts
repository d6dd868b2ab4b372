import { dayOf, type ModuleVersion, type OptionFact, standing } from '../../impermanence/knowledge/options/index.ts';
import type { Change } from '../../impermanence/knowledge/revisions.ts';
import { sourceUrl } from '../../impermanence/knowledge/source.ts';
import { code, factList } from '../text/markdown.ts';

/** What is known of an option: type, default, meaning, since when, and how the version in use takes it. */
export function optionCard(fact: OptionFact, version: ModuleVersion | undefined): string {
  const { type, default: fallback, values, since, until, removal, meaning, source } = fact;
  const address = sourceUrl(source);
  return [
    `**${code(fact.path)}**`,
    meaning,
    factList([
      ['Type', code(typeText(type))],
      ['Values', values?.map((value) => code(`"${value}"`)).join(', ')],
      ['Default', fallback === undefined ? 'none, it has to be set' : defaultText(fallback)],
      ['Since', since && when(since)],
      ['Until', until && when(until)],
      ['Removed', removal && `${when(removal.change)}. ${removal.reason}`],
      ['Here', version && standings[standing(fact, version)]],
    ]),
    address ? `[Where it is defined](${address})` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** A type in the words of those who write it: submodules are sets to them. */
export function typeText(type: string): string {
  return type
    .replace('((submodule) or string convertible to it)', 'strings or sets')
    .replace(/^(list|attribute set) of \(?submodule\)?$/, '$1 of sets');
}

/** Defaults are Nix text or words about it. */
function defaultText(fallback: string): string {
  return /^["[{\d]|^(true|false|null)$/.test(fallback) ? code(fallback) : fallback;
}

function when(change: Change): string {
  return `${dayOf(change)} (${code(change.revision)})`;
}

const standings = {
  present: undefined,
  removed: 'refused by the revision in use',
  later: 'not yet in the revision in use',
  gone: 'no longer in the revision in use',
} as const;
