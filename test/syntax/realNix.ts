import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The home that Nix is run with; paths beginning with `~` are printed with it. */
export const nixHome = '/home/of-nobody';

const environment = { PATH: process.env.PATH, HOME: nixHome, NIX_STATE_DIR: undefined };

/** Whether Nix is installed (Debian package nix-bin); tests against it are left out where it is not. */
export const hasNix = spawnSync('nix-instantiate', ['--version']).status === 0;

/** Runs something with a directory of its own that is removed afterwards. */
export function inDirectory<Result>(run: (directory: string) => Result): Result {
  const directory = mkdtempSync(path.join(tmpdir(), 'syntax-'));
  try {
    return run(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Which texts real Nix parses, in one process: each is imported as the body of a function, so it is parsed but not
 * evaluated, and its variables are all bound.
 */
export function acceptedByNix(texts: readonly string[]): readonly boolean[] {
  return inDirectory((directory) => {
    const commands = texts.map((text, index) => {
      const file = path.join(directory, `${index}.nix`);
      writeFileSync(file, `_: with _; ${text}`);
      // Where the text ends too early Nix waits for more input; the parenthesis makes it give up.
      return `builtins.seq (import ${file}) (7000000 + ${index})\n)\n`;
    });
    const result = spawnSync('nix', ['--extra-experimental-features', 'nix-command', 'repl'], {
      input: commands.join(''),
      encoding: 'utf8',
      env: { ...environment, HOME: directory },
      maxBuffer: 1 << 30,
    });
    // The answer is coloured; the command, which is echoed, is not.
    const answers = result.stdout.matchAll(/\[[\d;]*m(7\d{6})\b/g);
    const accepted = new Set([...answers].map(([, answer]) => Number(answer) - 7000000));
    return texts.map((_, index) => accepted.has(index));
  });
}

/** What `nix-instantiate --parse` prints for texts that it accepts, and where they lay. */
export function printedByNix(texts: readonly string[]): { directory: string; printed: readonly string[] } {
  return inDirectory((directory) => {
    mkdirSync(directory, { recursive: true });
    const printed: string[] = [];
    for (let from = 0; from < texts.length; from += 500) {
      const files = texts.slice(from, from + 500).map((text, index) => {
        const file = path.join(directory, `${from + index}.nix`);
        writeFileSync(file, text);
        return file;
      });
      printed.push(...printFiles(files));
    }
    return { directory, printed };
  });
}

/** What `nix-instantiate --parse` prints for files, one line each. Throws if it refuses one. */
export function printFiles(files: readonly string[]): readonly string[] {
  const result = spawnSync('nix-instantiate', ['--parse', ...files], {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 1 << 30,
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return result.stdout.split('\n').slice(0, -1);
}

/** The values of expressions as JSON, all evaluated in one process. Throws if Nix does. */
export function evaluatedByNix(texts: readonly string[]): readonly unknown[] {
  return inDirectory((directory) => {
    const items = texts.map((text, index) => {
      const file = path.join(directory, `${index}.nix`);
      writeFileSync(file, text);
      return `(import ${file})`;
    });
    const all = path.join(directory, 'all.nix');
    writeFileSync(all, `[ ${items.join('\n')} ]`);
    const result = spawnSync('nix-instantiate', ['--eval', '--strict', '--json', all], {
      encoding: 'utf8',
      env: environment,
      maxBuffer: 1 << 30,
    });
    if (result.status !== 0) throw new Error(result.stderr);
    return JSON.parse(result.stdout) as unknown[];
  });
}
