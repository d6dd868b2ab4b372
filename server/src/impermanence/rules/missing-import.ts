import type { FilePath, Site } from '../../nix/eval/value.ts';
import { textAt } from '../fixes/text.ts';
import { failuresOf } from './failures.ts';
import { baseName } from './fileNames.ts';
import page from './missing-import.md';
import type { Rule, RuleContext } from './rule.ts';

/** An import of a file that is not there. */
export const missingImport: Rule = {
  id: 'missing-import',
  severity: 'error',
  title: 'An imported file does not exist',
  page,
  source: 'Nix',
  category: 'text',
  repair: 'offered',
  *checkHost(model, context) {
    for (const { site, message } of failuresOf(model, 'missing-import', 'missing-file')) {
      const written = site && relativePath(site, context);
      const path = missingPath(message);
      if (!site || written === undefined || path === undefined) continue;
      yield {
        message: `${shown(written, path, site)} does not exist, so this ${/opening directory/.test(message) ? 'cannot be read' : 'import fails'}. In a flake, files must be known to git, too.`,
        at: { site },
        fixes: path.endsWith('.nix')
          ? [
              {
                title: `Create ${baseName(path)}`,
                edits: () => [{ file: path, span: { start: 0, end: 0 }, text: newModule }],
              },
            ]
          : [],
      };
    }
  },
};

const newModule = '{ config, lib, pkgs, ... }:\n\n{\n}\n';

/** The path as it is written, unless more was added to it (`./. + "/x"`). */
function shown(written: string, path: FilePath, site: Site): string {
  const folder = site.file.slice(0, site.file.lastIndexOf('/') + 1);
  const isWhole = /^\.\.?(\/\.)?\/?$/.test(written) === false;
  return !isWhole && path.startsWith(folder) ? `./${path.slice(folder.length)}` : written;
}

function missingPath(message: string): string | undefined {
  return /(\/[^'’"\s]+)/.exec(message)?.[1];
}

/** The relative path literal that names the file; others depend on the machine. */
function relativePath(site: Site, context: RuleContext): string | undefined {
  return /(?:^|[\s(])(\.\.?\/[^\s)]*)/.exec(textAt(context, site) ?? '')?.[1];
}
