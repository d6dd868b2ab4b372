import type { Site } from '../../nix/eval/value.ts';
import { setDefinition } from '../fixes/definitions.ts';
import { setEntryField } from '../fixes/entries.ts';
import type { Model } from '../model/model.ts';
import page from './invalid-mode.md';
import { modeBits } from './modes.ts';
import { attribute } from './options.ts';
import type { Fix, Problem, Rule, RuleContext } from './rule.ts';
import { storeSets } from './storeSets.ts';

/** chmod is called with the mode as it stands. */
export const invalidMode: Rule = {
  id: 'invalid-mode',
  severity: 'error',
  title: 'A mode that chmod does not understand',
  page,
  source: 'M',
  category: 'options',
  repair: 'preferred',
  *checkHost(model, context) {
    for (const given of [...ownModes(model, context), ...parentModes(model, context)]) yield* wrongMode(given);
  },
};

/** A mode that was written for a directory. */
interface GivenMode {
  readonly mode: string;
  readonly site: Site;
  /** The directory, for people. */
  readonly directory: string;
  /** Writes another mode; `text` is Nix. */
  readonly write: (text: string) => ReturnType<Fix['edits']>;
}

function* ownModes(model: Model, context: RuleContext): Iterable<GivenMode> {
  for (const entry of model.entries) {
    const { mode, fieldSites, path: directory } = entry;
    if (entry.kind !== 'directory' || mode === undefined || !fieldSites.mode) continue;
    yield { mode, site: fieldSites.mode, directory, write: (text) => setEntryField(context, entry, 'mode', text) };
  }
}

/** The modes of directories that are made to hold a file. */
function* parentModes(model: Model, context: RuleContext): Iterable<GivenMode> {
  for (const { kind, store, origin, value } of storeSets(model)) {
    if (kind !== 'file' || store.enable !== true) continue;
    const file = attribute(value, 'file');
    const directory = file?.kind === 'string' ? `that holds ${file.text}` : 'of the file';
    for (const definition of origin.definitions(['parentDirectory', 'mode'])) {
      const mode = definition.value.force();
      const site = definition.valueSite ?? definition.nameSite;
      if (mode.kind !== 'string' || !site || definition.condition !== 'yes') continue;
      yield { mode: mode.text, site, directory, write: (text) => setDefinition(context, definition, text) };
    }
  }
}

function* wrongMode({ mode, site, directory, write }: GivenMode): Iterable<Problem> {
  const bits = modeBits(mode);
  if (bits === undefined && !mode.split(',').every((clause) => symbolic.test(clause))) {
    yield {
      message: `"${mode}" is no mode: it takes three or four octal digits ("0700") or letters ("u=rwx,g=rx,o="). The directory cannot be created with it.`,
      at: { site },
    };
  }
  if (bits === undefined || !lacksSearch(bits)) return;
  const better = `0${(bits | ((bits & 0o444) >> 2)).toString(8).padStart(3, '0')}`;
  yield {
    message: `Mode ${mode} lets nobody into the directory ${directory}: a directory needs its x bits to be entered.`,
    severity: 'warning',
    at: { site },
    fixes: [{ title: `Set mode = "${better}"`, preferred: true, edits: () => write(`"${better}"`) }],
  };
}

/** What chmod takes between commas: whose, and one or more operators, each with permissions, with one class to copy them from, or with an octal number. */
const symbolic = /^([ugoa]*([-+=]([rwxXst]*|[ugo]))+|[-+=][0-7]+)$/;

/** Whether the owner may list or write, but not enter. */
function lacksSearch(bits: number): boolean {
  const owner = (bits >> 6) & 7;
  return (owner & 6) !== 0 && (owner & 1) === 0;
}
