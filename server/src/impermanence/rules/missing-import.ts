import { directoryOf, join } from '../../nix/eval/paths.ts';
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
      const text = site && textAt(context, site);
      const written = text === undefined ? undefined : relativePath(text);
      const path = missingPath(message);
      if (!site || text === undefined || written === undefined || path === undefined) continue;
      const lack = lackOf(path, written, message, context);
      const result = isRead(text, message) ? 'cannot be read' : 'import fails';
      yield {
        message: `${shown(written, path, site)} ${lack}, so this ${result}. In a flake, files must be known to git, too.`,
        at: { site },
        fixes: path.endsWith('.nix')
          ? [
              {
                title: `Create ${baseName(path)}`,
                edits: () => [
                  { file: path, span: { start: 0, end: 0 }, text: isCalled(text) ? newFunction : newModule },
                ],
              },
            ]
          : [],
      };
    }
  },
};

const newModule = '{ config, lib, pkgs, ... }:\n\n{\n}\n';

const newFunction = '{ ... }:\n\n{\n}\n';

/** Whether the file is imported and called with a set right there. */
function isCalled(text: string): boolean {
  return /^\(?\s*(?:builtins\.)?import\s+\S+\s+\{/.test(text);
}

/** The path as it is written, unless more was added to it (`./. + "/x"`, `./${name}`). */
function shown(written: string, path: FilePath, site: Site): string {
  const folder = directoryOf(site.file);
  const whole = join(folder, written);
  return whole === path || `${whole}/default.nix` === path ? written : relative(folder, path);
}

/** How a path is written in a file of a folder. */
function relative(folder: FilePath, path: FilePath): string {
  const from = folder.split('/');
  const to = path.split('/');
  const shared = from.findIndex((part, at) => part !== to[at]);
  if (shared === -1) return `./${to.slice(from.length).join('/')}`;
  return `${'../'.repeat(from.length - shared)}${to.slice(shared).join('/')}`;
}

/** The path in a message of the evaluator; folders may have blanks in their names. */
function missingPath(message: string): string | undefined {
  const match = /^there is no file (.+)$|^the folder (.+) has no default\.nix$|^[^']* '(.+)':/.exec(message);
  return match?.slice(1).find((path) => path !== undefined);
}

function lackOf(path: string, written: string, message: string, { sources }: RuleContext): string {
  if (/Is a directory$/.test(message)) return 'is a folder';
  if (sources.kindOf(path) === 'file') return 'is not a folder';
  const folder = path.replace(/\/default\.nix$/, '');
  return !written.endsWith('.nix') && sources.kindOf(folder) === 'directory' ? 'has no default.nix' : 'does not exist';
}

/** Whether it is no module or expression that is wanted, but a text or a folder's names. */
function isRead(text: string, message: string): boolean {
  return (
    /^(?:opening directory|getting status)/.test(message) ||
    /\b(?:readFile|fileContents|importJSON|importTOML|fromJSON|fromTOML|hashFile)\b/.test(text)
  );
}

/** The relative path literal that names the file; others depend on the machine. */
function relativePath(text: string): string | undefined {
  return /(?:^|[\s(])(\.\.?\/[^\s)]*)/.exec(text)?.[1];
}
