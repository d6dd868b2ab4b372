import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** The folder of this repository. */
export const repository = path.resolve(import.meta.dirname, '../..');

/** Builds the command line for the tests of a file, with a folder for their projects that goes when they have run. */
export function commandLine() {
  const folder = mkdtempSync(path.join(tmpdir(), 'command-line-'));
  const cli = path.join(folder, 'bundle/cli.js');

  beforeAll(async () => {
    await build({
      entryPoints: [path.join(repository, 'server/src/cli/main.node.ts')],
      outfile: cli,
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      format: 'cjs',
      target: 'node20',
      loader: { '.md': 'text' },
      logLevel: 'error',
    });
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs it to its end, in `folder` unless told otherwise. */
  function run(args: readonly string[], options: { readonly cwd?: string; readonly input?: string } = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      cwd: options.cwd ?? folder,
      input: options.input ?? '',
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  /** A folder with these files; the name keeps tests apart. */
  function project(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
    const root = path.join(folder, name);
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), content);
    }
    return root;
  }

  return { folder, cli, run, project };
}

/** A module that persists one directory twice. */
export const twice = `{
  environment.persistence."/persist".directories = [
    "/var/log"
    "/var/log/" # again
  ];
}
`;
