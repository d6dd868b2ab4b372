import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Analysis, Workspace } from '../../server/src/analysis.ts';
import { codeActions } from '../../server/src/features/codeActions.ts';
import { completion } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { fileSymbols } from '../../server/src/features/symbols.ts';
import { root, workspaceOf } from '../support/folder.ts';

const example = path.resolve(import.meta.dirname, '../../examples/tmpfs-root');
const names = ['configuration.nix', 'hardware-configuration.nix', 'home.nix'];
const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(example, name), 'utf8')]));

/** Analyses until nothing is wanted; what is half typed (`./ho`) is told not to be there. */
function analyse(workspace: Workspace): Analysis {
  for (;;) {
    const analysis = workspace.analyse();
    const wanted = [...analysis.wanted.files, ...analysis.wanted.directories];
    if (wanted.length === 0) return analysis;
    for (const each of wanted) workspace.setMissing(each);
  }
}

/** What every feature says at the cursor; only that none of them throws matters here. */
function ask(analysis: Analysis, file: string, offset: number): void {
  completion(analysis, file, offset);
  hover(analysis, file, offset);
  fileSymbols(analysis, file);
  codeActions(analysis, file, { start: offset, end: offset });
}

/** Rules with the text they complain of, in files other than the typed one or outside of the span typed. */
function problemsOutside(analysis: Analysis, file: string, start: number, end: number): readonly string[] {
  return analysis
    .problems()
    .filter((problem) => problem.file !== file || problem.span.end <= start || problem.span.start >= end)
    .map(({ rule, file: at, span }) => `${rule.id} ${analysis.source(at)?.text.slice(span.start, span.end)}`)
    .filter((each) => !each.startsWith('syntax-error'))
    .sort();
}

describe('typing', () => {
  test.each(names)('%s from its first character to the last never fails', (name) => {
    const workspace = workspaceOf(files);
    const file = `${root}/${name}`;
    const text = files[name] ?? '';
    for (let end = 0; end <= text.length; end += 7) {
      workspace.setFile(file, text.slice(0, end));
      ask(analyse(workspace), file, end);
    }
    workspace.setFile(file, text);
    expect(analyse(workspace).defects).toEqual([]);
  });

  const statements = [
    'environment.persistence."/nix/persist/more" = { directories = [ "/var/lib/a" ]; };',
    'environment.persistence."/nix/persist/more".users.robin.files = [ { file = ".x"; } ];',
    'services.openssh.settings = { PermitRootLogin = "no"; };',
    "environment.etc.x.text = ''\n    two lines\n  '';",
  ];

  test.each(statements)('%s loses no problem elsewhere', (statement) => {
    const file = `${root}/configuration.nix`;
    const text = files['configuration.nix'] ?? '';
    const start = text.lastIndexOf('}');
    const workspace = workspaceOf(files);
    const before = problemsOutside(analyse(workspace), file, start, start);
    expect(before.length).toBeGreaterThan(5);
    const lost: string[] = [];
    for (let end = 1; end <= statement.length; end++) {
      const typed = `  ${statement.slice(0, end)}\n`;
      workspace.setFile(file, text.slice(0, start) + typed + text.slice(start));
      const analysis = analyse(workspace);
      ask(analysis, file, start + 2 + end);
      const now = problemsOutside(analysis, file, start, start + typed.length);
      for (const each of before)
        if (!now.includes(each)) lost.push(`${JSON.stringify(statement.slice(0, end))}: ${each}`);
    }
    expect(lost).toEqual([]);
  });
});
