// Prints what the engine costs on generated flakes, each in a process of its own that starts as the server does: wall
// clock, and beside it processor time of the main thread where the system tells it, since other processes may run.
// Usage: node test/bench/run.mjs engine [--large]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Workspace } from '../../server/src/analysis.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { serverFlags } from '../../server/src/protocol.ts';
import { type FlakeSize, generateFlake, switchedFile, typedFile } from './generateFlake.ts';
import { load } from './load.ts';
import { manyEntries } from './manyEntries.ts';

const root = '/flake';
const sizes: readonly FlakeSize[] = [
  { files: 250, hosts: 3 },
  { files: 500, hosts: 3 },
  { files: 500, hosts: 6 },
];
const largeSizes: readonly FlakeSize[] = [
  { files: 1000, hosts: 10 },
  { files: 2000, hosts: 50 },
];

const [, , ...options] = process.argv;
const [how, ...numbers] = options;
if (how === 'flake') void measureFlake(numbers).then(print);
else if (how === 'entries') print(measureEntries(Number(numbers[0])));
else printTables(options.includes('--large'));

function printTables(large: boolean): void {
  const empty = median(5, () => execFileSync(process.execPath, ['-e', '0']));
  console.log(`node -e 0: ${ms(empty)}`);
  const rows = [...sizes, ...(large ? largeSizes : [])].map(({ files, hosts }) => {
    const row = measured('flake', files, hosts);
    const cold = Number.parseFloat(row['cold to problems'] ?? '');
    return [`${files} files, ${hosts} hosts`, { ...row, '× node -e 0': (cold / empty).toFixed(2) }] as const;
  });
  console.table(Object.fromEntries(rows));
  console.table(Object.fromEntries([500, 5000].map((count) => [`${count} entries`, measured('entries', count)])));
}

type Row = Readonly<Record<string, string>>;

function measured(what: string, ...args: readonly number[]): Row {
  const [, script = ''] = process.argv;
  const command = ['--expose-gc', ...serverFlags, script, what, ...args.map(String)];
  return JSON.parse(
    execFileSync(process.execPath, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  );
}

function print(row: Row): void {
  console.log(JSON.stringify(row));
}

async function measureFlake([files = '', hosts = '']: readonly string[]): Promise<Row> {
  const flake = generateFlake(root, { files: Number(files), hosts: Number(hosts) });
  let workspace: Workspace | undefined;
  const cold = time(() => {
    workspace = load(root, flake);
  });
  if (!workspace) throw new Error('nothing was loaded');
  const parsing = time(() => {
    for (const text of flake.values()) parse(text);
  });
  const bench: Bench = { workspace, flake, file: typedFile(root) };
  const typing = await series(60, (step) => all(bench, `      "/srv/typed${step}"\n`));
  const visible = await series(40, (step) => first(bench, `      "/srv/seen${step}"\n`));
  const comments = await series(60, (step) => all(bench, `      # note ${step}\n`));
  const switched = await series(12, (step) => toggle(bench, step));
  return {
    'cold to problems': shown(cold),
    '× parsing': (cold.wall / parsing.wall).toFixed(2),
    'keystroke p95': shown(typing),
    'visible host p95': shown(visible),
    'comment p95': shown(comments),
    'option that others read p95': shown(switched),
    ...memory(),
    problems: String(workspace.analyse().problems().length),
  };
}

function memory(): Row {
  const resident = process.memoryUsage.rss();
  globalThis.gc?.();
  return {
    'resident MB': (resident / 1024 / 1024).toFixed(0),
    'heap MB': (process.memoryUsage().heapUsed / 1024 / 1024).toFixed(0),
  };
}

interface Bench {
  readonly workspace: Workspace;
  readonly flake: ReadonlyMap<string, string>;
  readonly file: string;
}

/** One more line in a list and everything until all problems of all hosts are known again. */
function all(bench: Bench, line: string): void {
  insert(bench, line);
  bench.workspace.analyse().problems();
}

/** The same until the host that holds the file is done. */
function first(bench: Bench, line: string): void {
  insert(bench, line);
  bench.workspace.analyse().hostFor(bench.file);
}

function insert({ workspace, flake, file }: Bench, line: string): void {
  workspace.setFile(file, (flake.get(file) ?? '').replace('    directories = [\n', `    directories = [\n${line}`));
}

/** Turns a feature on or off: its module, and with it half of the configuration, looks at that. */
function toggle({ workspace, flake }: Bench, step: number): void {
  const file = switchedFile(root);
  const text = flake.get(file) ?? '';
  workspace.setFile(file, step % 2 === 0 ? text.replace(/(features\.\S+\.enable = )true/, '$1false') : text);
  workspace.analyse().hostFor(file);
}

function measureEntries(count: number): Row {
  const text = manyEntries(count);
  const files = (changed: string) => new Map([[`${root}/configuration.nix`, changed]]);
  let workspace: Workspace | undefined;
  const cold = time(() => {
    workspace = load(root, files(text));
  });
  const again = Array.from({ length: 8 }, (_, step) =>
    time(() => {
      workspace?.setFile(`${root}/configuration.nix`, text.replace('/srv/0', `/srv/x${step}`));
      workspace?.analyse().problems();
    }),
  );
  return { 'cold to problems': shown(cold), 'keystroke p95': shown(p95(again)), ...memory() };
}

interface Time {
  readonly wall: number;
  readonly cpu: number;
}

/** Requests come one by one: between them the loop turns. Before the first, what others left behind is cleared away. */
async function series(count: number, action: (step: number) => void): Promise<Time> {
  const times: Time[] = [];
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (let step = 0; step < count; step++) {
    times.push(time(() => action(step)));
    await new Promise(setImmediate);
  }
  return p95(times.slice(count / 4));
}

function p95(times: readonly Time[]): Time {
  const at = (of: (time: Time) => number) => times.map(of).sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
  return { wall: at(({ wall }) => wall), cpu: at(({ cpu }) => cpu) };
}

function median(count: number, action: () => void): number {
  const times = Array.from({ length: count }, () => time(action).wall).sort((a, b) => a - b);
  return times[Math.floor(count / 2)] ?? 0;
}

function time(action: () => void): Time {
  const started = performance.now();
  const before = processorTime();
  action();
  return { wall: performance.now() - started, cpu: processorTime() - before };
}

/** Milliseconds that the main thread has run; 0 where /proc does not tell. */
function processorTime(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return 0;
  }
}

function shown({ wall, cpu }: Time): string {
  return `${ms(wall)} (${cpu.toFixed(1)})`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
