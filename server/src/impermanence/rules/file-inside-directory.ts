import { mayHold } from '../model/lasts.ts';
import type { Entry } from '../model/model.ts';
import page from './file-inside-directory.md';
import { holdingAmong } from './holding.ts';
import { removal } from './removal.ts';
import type { Rule } from './rule.ts';

/** The directory's bind mount already shows the file, so the module's script finds something in its way. */
export const fileInsideDirectory: Rule = {
  id: 'file-inside-directory',
  severity: 'error',
  title: 'A file below a directory that is persisted anyway',
  page,
  source: 'mount-file.bash',
  category: 'entries',
  repair: 'preferred',
  *checkHost(model, context) {
    const directories = model.entries.filter(
      (entry) => entry.kind === 'directory' && entry.condition === 'yes' && mayHold(entry),
    );
    const holdingOf = holdingAmong(directories);
    const holding = (file: Entry) => (file.kind === 'file' ? holdingOf(file) : undefined);
    for (const file of model.entries) {
      const directory = file.condition === 'yes' ? holding(file) : undefined;
      if (!directory || !file.site) continue;
      yield {
        message: `${file.path} lies in ${directory.path}, which is persisted as a whole. The module finds it there and fails: “A file already exists at ${file.path}!”`,
        at: { site: file.site },
        related: directory.site ? [{ at: { site: directory.site }, message: 'the directory that holds it' }] : [],
        fixes: [
          {
            ...removal(context, model, file, (each) => holding(each) !== undefined),
            title: `Remove the file ${file.path}`,
          },
        ],
      };
    }
  },
};
