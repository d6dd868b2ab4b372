// Prints a table of what the engine costs on generated flakes, with ratios to `node -e 0` and to parsing alone, all
// measured in this run. Usage: node test/bench/run.mjs engine [--large]
import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Workspace } from '../../server/src/analysis.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { type FlakeSize, generateFlake, typedFile } from './generateFlake.ts';
import { load } from './load.ts';

const root = '/flake';
const sizes: readonly FlakeSize[] = process.argv.includes('--large')
  ? [
      { files: 500, hosts: 3 },
      { files: 1000, hosts: 10 },
      { files: 2000, hosts: 50 },
    ]
  : [
      { files: 250, hosts: 3 },
      { files: 500, hosts: 3 },
      { files: 500, hosts: 6 },
    ];

const node = median(5, () => execFileSync(process.execPath, ['-e', '0']));
console.log(`node -e 0: ${ms(node)}`);
console.table(Object.fromEntries(sizes.map((size) => [`${size.files} files, ${size.hosts} hosts`, measure(size)])));

function measure(size: FlakeSize): Readonly<Record<string, string>> {
  const files = generateFlake(root, size);
  const started = performance.now();
  const workspace = load(root, files);
  const cold = performance.now() - started;
  const parsing = time(() => {
    for (const text of files.values()) parse(text);
  });
  const file = typedFile(root);
  const typing = series(80, (step) => type(workspace, file, files, `      "/srv/typed${step}"\n`));
  const comments = series(80, (step) => type(workspace, file, files, `      # note ${step}\n`));
  return {
    'cold to problems': ms(cold),
    '× node -e 0': (cold / node).toFixed(2),
    '× parsing': (cold / parsing).toFixed(2),
    'keystroke p95': ms(typing.p95),
    'visible host p95': ms(series(40, (step) => typeVisible(workspace, file, files, `      "/srv/seen${step}"\n`)).p95),
    'comment p95': ms(comments.p95),
    'resident MB': (process.memoryUsage.rss() / 1024 / 1024).toFixed(0),
    problems: String(workspace.analyse().problems().length),
  };
}

/** One edit of the file and everything until all problems of all hosts are known again. */
function type(workspace: Workspace, file: string, files: ReadonlyMap<string, string>, line: string): void {
  edit(workspace, file, files, line);
  workspace.analyse().problems();
}

/** One edit of the file until the host that holds it is done. */
function typeVisible(workspace: Workspace, file: string, files: ReadonlyMap<string, string>, line: string): void {
  edit(workspace, file, files, line);
  workspace.analyse().hostFor(file);
}

function edit(workspace: Workspace, file: string, files: ReadonlyMap<string, string>, line: string): void {
  workspace.setFile(file, (files.get(file) ?? '').replace('    directories = [\n', `    directories = [\n${line}`));
}

function series(count: number, action: (step: number) => void): { readonly p95: number } {
  const times = Array.from({ length: count }, (_, step) => time(() => action(step))).slice(count / 4);
  return { p95: times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0 };
}

function median(count: number, action: () => void): number {
  const times = Array.from({ length: count }, () => time(action)).sort((a, b) => a - b);
  return times[Math.floor(count / 2)] ?? 0;
}

function time(action: () => void): number {
  const started = performance.now();
  action();
  return performance.now() - started;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
