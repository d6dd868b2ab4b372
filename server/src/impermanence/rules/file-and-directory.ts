import type { Entry } from '../model/model.ts';
import page from './file-and-directory.md';
import { removal } from './removal.ts';
import type { Fix, Rule } from './rule.ts';

/** The module compares files with files and directories with directories only, so this fails at boot instead. */
export const fileAndDirectory: Rule = {
  id: 'file-and-directory',
  severity: 'error',
  title: 'The same path is persisted as a file and as a directory',
  page,
  source: 'evaluated',
  category: 'entries',
  repair: 'offered',
  *checkHost(model, context) {
    // Of paths that are not written yet unpersistable-path speaks.
    const known = model.entries.filter(
      ({ condition, written, path }) => condition === 'yes' && !(written === '' && path === '/'),
    );
    const directories = new Map<string, Entry>();
    for (const entry of known) {
      if (entry.kind === 'directory' && !directories.has(entry.path)) directories.set(entry.path, entry);
    }
    const alone = (title: string, entry: Entry): Fix => ({
      ...removal(context, model, entry, (each) => each === entry),
      title,
      preferred: false,
    });
    for (const file of known) {
      if (file.kind !== 'file' || !file.site) continue;
      const directory = directories.get(file.path);
      if (!directory?.site) continue;
      yield {
        message: `${file.path} is persisted as a file and as a directory: only one of them can be there, and the other fails when the system is activated.`,
        at: { site: file.site },
        related: [{ at: { site: directory.site }, message: 'here as a directory' }],
        fixes: [alone('Remove the file', file), alone('Remove the directory', directory)],
      };
    }
  },
};
