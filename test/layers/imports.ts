import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One import or re-export in a source file, types included. */
export interface Import {
  /** Importing file, relative to the repository, with slashes. */
  readonly from: string;
  /** Imported file (relative to the repository) where `specifier` is relative, else the specifier itself. */
  readonly to: string;
  /** As written. */
  readonly specifier: string;
}

/** Every import in the TypeScript files below `folder` (relative to `root`), tests left out. */
export function importsBelow(root: string, folder: string): readonly Import[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .flatMap((file) => importsOf(file, readFileSync(path.join(root, file), 'utf8')));
}

/** The imports of one file's text. The formatter keeps every import at the start of a line and in single quotes. */
export function importsOf(from: string, text: string): readonly Import[] {
  return specifiers(text).map((specifier) => ({
    from,
    specifier,
    to: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(from), specifier) : specifier,
  }));
}

function specifiers(text: string): readonly string[] {
  const clause = String.raw`(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\w+(?:\s*,\s*\{[^}]*\})?|\{[^}]*\})`;
  const patterns = [
    new RegExp(String.raw`^(?:import|export)\s+${clause}\s+from\s+'([^']+)'`, 'gm'),
    /^import\s+'([^']+)'/gm,
    /\bimport\(\s*'([^']+)'/g,
  ];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []));
}
