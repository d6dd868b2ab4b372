import { setEntryField } from '../fixes/entries.ts';
import type { Entry } from '../model/model.ts';
import page from './invalid-mode.md';
import { modeBits } from './modes.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';

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
    for (const entry of model.entries) {
      if (entry.kind === 'directory' && entry.mode !== undefined) yield* wrongMode(entry, entry.mode, context);
    }
  },
};

function* wrongMode(entry: Entry, mode: string, context: RuleContext): Iterable<Problem> {
  const site = entry.fieldSites.mode;
  const bits = modeBits(mode);
  if (!site) return;
  if (bits === undefined && !/^([ugoa]*[-+=][rwxXstugo]*)(,[ugoa]*[-+=][rwxXstugo]*)*$/.test(mode)) {
    yield {
      message: `"${mode}" is no mode: it takes three or four octal digits ("0700") or letters ("u=rwx,g=rx,o="). The directory cannot be created with it.`,
      at: { site },
    };
  }
  if (bits === undefined || !lacksSearch(bits)) return;
  const better = `0${(bits | ((bits & 0o444) >> 2)).toString(8).padStart(3, '0')}`;
  yield {
    message: `Mode ${mode} lets nobody into the directory ${entry.path}: a directory needs its x bits to be entered.`,
    severity: 'warning',
    at: { site },
    fixes: [
      {
        title: `Set mode = "${better}"`,
        preferred: true,
        edits: () => setEntryField(context, entry, 'mode', `"${better}"`),
      },
    ],
  };
}

/** Whether the owner may list or write, but not enter. */
function lacksSearch(bits: number): boolean {
  const owner = (bits >> 6) & 7;
  return (owner & 6) !== 0 && (owner & 1) === 0;
}
