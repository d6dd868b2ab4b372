import type { Value } from '../../nix/eval/value.ts';
import type { Model } from '../model/model.ts';
import { answer, attribute, textsOf } from './options.ts';

/** A line of systemd.tmpfiles for one path. Fields are '' or '-' where the line leaves them out; source: tmpfiles.d(5). */
export interface TmpfilesLine {
  /** With its modifiers: `d`, `Z`, `L+`. */
  readonly type: string;
  readonly path: string;
  readonly mode: string;
  readonly user: string;
}

/**
 * The lines of `systemd.tmpfiles.rules` and `.settings` for some paths, those that are known, with those that are there only
 * perhaps. `complete` tells whether these are all, and are there for certain.
 */
export function tmpfilesFor(
  model: Model,
  paths: readonly string[],
): { readonly lines: readonly TmpfilesLine[]; readonly complete: boolean } {
  const rules = answer(model.configuration, ['systemd', 'tmpfiles', 'rules']);
  const settings = answer(model.configuration, ['systemd', 'tmpfiles', 'settings']);
  const texts = rules.kind === 'known' ? textsOf(rules.value) : rules.kind === 'unset' ? [] : undefined;
  const written = (texts ?? knownTexts(model))
    .map(({ text }) => lineOf(text))
    .filter(({ path }) => paths.includes(path));
  const set = settingsFor(model.configuration.lookup(['systemd', 'tmpfiles', 'settings']), paths);
  const lines = [...written, ...set.filter((line) => line !== undefined)];
  return { lines, complete: texts !== undefined && settings.kind !== 'unknown' && !set.includes(undefined) };
}

/** The rules that are known, where not all are, or not for certain. */
function knownTexts(model: Model): readonly { readonly text: string }[] {
  const rules = model.configuration.lookup(['systemd', 'tmpfiles', 'rules']);
  if (rules.kind !== 'list') return [];
  return rules.items.flatMap((item) => {
    const value = item.kind === 'item' ? item.thunk.force() : undefined;
    return value?.kind === 'string' ? { text: value.text } : [];
  });
}

function lineOf(text: string): TmpfilesLine {
  const [type = '', path = '', mode = '', user = ''] = text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
  return { type, path: path.length > 1 ? path.replace(/\/+$/, '') : path, mode, user };
}

/** Undefined among them for a line that is not known as a whole. */
function settingsFor(settings: Value, paths: readonly string[]): readonly (TmpfilesLine | undefined)[] {
  return perhapsIn(settings).flatMap((group) => {
    const files = settings.kind === 'attrs' ? attribute(settings, group) : undefined;
    return paths.flatMap((path) => (files?.kind === 'attrs' ? linesOf(path, attribute(files, path)) : []));
  });
}

function linesOf(path: string, types: Value | undefined): readonly (TmpfilesLine | undefined)[] {
  if (types?.kind !== 'attrs') return types === undefined ? [] : [undefined];
  return perhapsIn(types).map((type) => {
    const line = attribute(types, type);
    if (line?.kind !== 'attrs') return undefined;
    const [mode, user] = ['mode', 'user'].map((field) => attribute(line, field));
    if (mode?.kind === 'unknown' || user?.kind === 'unknown') return undefined;
    return {
      type,
      path,
      mode: mode?.kind === 'string' ? mode.text : '',
      user: user?.kind === 'string' ? user.text : '',
    };
  });
}

/** The names of a set, with those that are there only perhaps. */
function perhapsIn(value: Value): readonly string[] {
  return value.kind === 'attrs' ? [...value.entries.keys()] : [];
}
