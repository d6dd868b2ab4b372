import type { ResolvedProblem } from '../../server/src/analysis.ts';
import type { Files } from '../support/folder.ts';

/** An example of a rule's page: what is wrong, what is expected there, and what is right. */
export interface Example {
  /** What stands behind "Wrong" in its heading. */
  readonly name: string;
  readonly wrong: Files;
  readonly marks: readonly Mark[];
  /** The files of `wrong` with those that the block for "Right" shows. */
  readonly right: Files;
}

/** A problem marked in an example: `#   ^^^^ rule-id` under the code, `#< rule-id` where the code begins with the line. */
export interface Mark {
  readonly file: string;
  /** Counted from 0 without the lines of marks. */
  readonly line: number;
  readonly start: number;
  /** Of the part on the first line. */
  readonly end: number;
  readonly rule: string;
}

/** The examples of a page: each section whose heading begins with "Wrong", with the one for "Right" behind it. */
export function examplesOf(page: string): readonly Example[] {
  const sections = page.split(/^## /m).slice(1);
  return sections.flatMap((section, index) => {
    const name = /^Wrong(.*)/.exec(section)?.[1];
    const right = sections[index + 1];
    if (name === undefined) return [];
    if (right === undefined || !right.startsWith(`Right${name}\n`))
      throw new Error(`no "Right${name}" behind "Wrong${name}"`);
    const wrong = filesIn(section);
    return [{ name, ...unmark(wrong), right: { ...unmark(wrong).wrong, ...unmark(filesIn(right)).wrong } }];
  });
}

/** The code blocks of a section by the name that `# file: …` gives them; `module.nix` and `flake.lock` without one. */
function filesIn(section: string): Files {
  const files: Record<string, string> = {};
  for (const [, language, body = ''] of section.matchAll(/^```(nix|json)\n([\s\S]*?)^```$/gm)) {
    const named = /^# file: (\S+)\n/.exec(body);
    const name = named?.[1] ?? (language === 'nix' ? 'module.nix' : 'flake.lock');
    if (files[name] !== undefined) throw new Error(`${name} stands twice in a section`);
    files[name] = named ? body.slice(named[0].length) : body;
  }
  return files;
}

function unmark(files: Files): { readonly wrong: Files; readonly marks: readonly Mark[] } {
  const marks: Mark[] = [];
  const wrong: Record<string, string> = {};
  for (const [file, text] of Object.entries(files)) {
    const lines: string[] = [];
    for (const line of text.split('\n')) {
      const mark = markIn(line);
      if (mark) marks.push({ file, line: lines.length - 1, ...mark });
      else lines.push(line);
    }
    wrong[file] = lines.join('\n');
  }
  return { wrong, marks };
}

function markIn(line: string): Pick<Mark, 'start' | 'end' | 'rule'> | undefined {
  const match = /^(\s*#\s*)(\^+) ([a-z-]+)$/.exec(line);
  if (match) {
    const [, before = '', carets = '', rule = ''] = match;
    return { start: before.length, end: before.length + carets.length, rule };
  }
  const [, carets = '', rule] = /^#<(\^*) ([a-z-]+)$/.exec(line) ?? [];
  return rule === undefined ? undefined : { start: 0, end: carets.length + 2, rule };
}

/** A problem as a mark, for comparison. */
export function markOf({ rule, file, span }: ResolvedProblem, files: Files, root: string): Mark {
  const name = file.slice(root.length + 1);
  const text = files[name] ?? '';
  const before = text.slice(0, span.start);
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = text.indexOf('\n', span.start);
  const end = Math.min(span.end, lineEnd < 0 ? text.length : lineEnd);
  return {
    file: name,
    line: before.split('\n').length - 1,
    start: span.start - lineStart,
    end: end - lineStart,
    rule: rule.id,
  };
}

/** The line that marks a problem, to be put under the line it is in. */
export function markLine({ start, end, rule }: Mark): string {
  if (start < 2) return `#<${'^'.repeat(Math.max(0, end - 2))} ${rule}`;
  return `${' '.repeat(start - 2)}# ${'^'.repeat(Math.max(1, end - start))} ${rule}`;
}
