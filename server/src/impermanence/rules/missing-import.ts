import type { Site } from '../../nix/eval/value.ts';
import { locate } from '../fixes/located.ts';
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
      const path = site && isWrittenThere(site, context) ? missingPath(message) : undefined;
      if (!site || path === undefined) continue;
      yield {
        message: `${path} does not exist, so this import fails. In a flake, files must be known to git, too.`,
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

function missingPath(message: string): string | undefined {
  return /(\/[^'’"\s]+)/.exec(message)?.[1];
}

/** Whether a relative path literal is what names the file: other paths depend on the machine. */
function isWrittenThere(site: Site, context: RuleContext): boolean {
  const located = locate(context, site);
  return (
    located !== undefined && /(^|[\s(])\.\.?\//.test(located.tree.text.slice(located.span.start, located.span.end))
  );
}
