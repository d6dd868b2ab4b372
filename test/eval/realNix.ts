import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What real Nix says of an expression: its JSON, or that it fails. */
export type RealAnswer = { readonly kind: 'json'; readonly text: string } | { readonly kind: 'fails' };

/** The answers of real Nix to closed expressions, in one process of `nix repl`: it goes on after errors that nothing catches. */
export function askNix(expressions: readonly string[], prelude = ''): RealAnswer[] {
  const folder = mkdtempSync(join(tmpdir(), 'nix-answers-'));
  try {
    expressions.forEach((text, index) => {
      const program = `${prelude}let r = builtins.tryEval (builtins.toJSON (builtins.toJSON (${text}))); in if r.success then r.value else false`;
      writeFileSync(join(folder, `${index}.nix`), program);
    });
    const answers: RealAnswer[] = [];
    // A process that dies (a stack that ran out) has failed at its last expression; the next one goes on behind it.
    while (answers.length < expressions.length) answers.push(...askFrom(folder, answers.length, expressions.length));
    return answers;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function askFrom(folder: string, start: number, end: number): RealAnswer[] {
  const lines: string[] = [];
  for (let index = start; index < end; index++) lines.push(`"#${index}"`, `import ${folder}/${index}.nix`);
  const input = `${lines.join('\n')}\n`;
  const run = spawnSync('nix', ['--extra-experimental-features', 'nix-command', 'repl'], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  const answers: RealAnswer[] = [];
  for (const raw of run.stdout.split('\n')) {
    const line = raw.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '').trim();
    if (/^"#\d+"$/.test(line)) answers.push({ kind: 'fails' });
    else if (line.startsWith('"') && answers.length > 0)
      answers[answers.length - 1] = { kind: 'json', text: unquote(line) };
  }
  if (answers.length === 0) throw new Error(`nix repl says nothing: ${run.stderr.slice(0, 500)}`);
  return answers;
}

/** The JSON text in a string of JSON as Nix prints it. */
function unquote(line: string): string {
  const printed: string = JSON.parse(
    line.replace(/\\(.)/g, (whole, character: string) => (character === '$' ? '$' : whole)),
  );
  return JSON.parse(printed);
}

/** Whether real Nix can be run here. */
export function hasNix(): boolean {
  return spawnSync('nix', ['--version']).status === 0;
}
