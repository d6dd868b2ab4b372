// Prints what each feature costs on a generated flake of 500 files and 6 hosts when everything is known (warm), and while
// somebody types in a file of it or in the example: processor time, with ratios to parsing that file, all measured in this run.
// Usage: node test/bench/run.mjs features
import { readdirSync, readFileSync } from 'node:fs';
import type { Analysis } from '../../server/src/analysis.ts';
import { codeActions, fixAll } from '../../server/src/features/codeActions.ts';
import { codeLenses } from '../../server/src/features/codeLenses.ts';
import { completion } from '../../server/src/features/completion.ts';
import { definition } from '../../server/src/features/definition.ts';
import { documentLinks } from '../../server/src/features/documentLinks.ts';
import { folding } from '../../server/src/features/folding.ts';
import { hover } from '../../server/src/features/hover.ts';
import { inlayHints } from '../../server/src/features/inlayHints.ts';
import { refactorings } from '../../server/src/features/refactorings.ts';
import { references } from '../../server/src/features/references.ts';
import { rename } from '../../server/src/features/rename.ts';
import { selectionRanges } from '../../server/src/features/selectionRanges.ts';
import { semanticTokens } from '../../server/src/features/semanticTokens.ts';
import { fileSymbols, projectSymbols } from '../../server/src/features/symbols.ts';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { generateFlake, typedFile } from './generateFlake.ts';
import { load } from './load.ts';

const root = '/flake';
const files = generateFlake(root, { files: 500, hosts: 6 });
const file = typedFile(root);
const text = files.get(file) ?? '';
const parsing = series(100, () => parse(text)).median;

const workspace = load(root, files);
console.log(`500 files, 6 hosts; parsing ${file}: ${ms(parsing)}`);
console.table(warm(workspace.analyse()));
console.table({ 'while typing in the flake': typingInFlake(), 'typing the example': typingExample() });

function warm(analysis: Analysis) {
  const whole = { start: 0, end: text.length };
  const entry = text.indexOf('"/var/log"') + 3;
  const store = text.indexOf('"/persist"') + 3;
  const user = text.indexOf('users.robin') + 8;
  const option = text.indexOf('hideMounts') + 3;
  const at = (offset: number) => ({ start: offset, end: offset });
  const tree = parse(text);
  const features: Readonly<Record<string, () => unknown>> = {
    'hover (entry)': () => hover(analysis, file, entry),
    'hover (store)': () => hover(analysis, file, store),
    'hover (option)': () => hover(analysis, file, option),
    'completion (path)': () => completion(analysis, file, entry),
    'completion (option)': () => completion(analysis, file, option),
    'completion (user)': () => completion(analysis, file, user),
    'definition (entry)': () => definition(analysis, file, entry),
    'references (store)': () => references(analysis, file, store),
    'references (user)': () => references(analysis, file, user),
    'rename (store)': () => rename(analysis, file, store, '/keep'),
    'rename (user)': () => rename(analysis, file, user, 'wren'),
    'quick fixes': () => codeActions(analysis, file, whole),
    'fix all': () => fixAll(analysis, file),
    'refactorings (entry)': () => refactorings(analysis, file, at(entry)),
    'refactorings (store)': () => refactorings(analysis, file, at(store)),
    'inlay hints': () => inlayHints(analysis, file, whole),
    'code lenses': () => codeLenses(analysis, file),
    'code lenses (flake.nix)': () => codeLenses(analysis, `${root}/flake.nix`),
    'semantic tokens': () => semanticTokens(analysis, file),
    'document symbols': () => fileSymbols(analysis, file),
    'workspace symbols': () => projectSymbols(analysis, 'persist'),
    'document links': () => documentLinks(analysis, file),
    folding: () => folding(tree),
    'selection ranges': () => selectionRanges(tree, entry),
  };
  analysis.problems();
  return Object.fromEntries(
    Object.entries(features).map(([name, answer]) => {
      const { median, p95 } = series(30, answer);
      const limit = name.startsWith('completion') ? 30 : 50;
      return [name, { ...shown(median, p95), limit: ms(limit), kept: p95 < limit ? 'yes' : 'NO' }];
    }),
  );
}

/** One more character in a list of a flake's file, and completion there: what an editor asks for at each key. */
function typingInFlake() {
  const typed = '"/var/lib/something-new"';
  const start = text.indexOf('      "/var/log"');
  const { median, p95 } = series(120, (step) => {
    const length = step % typed.length;
    workspace.setFile(file, `${text.slice(0, start)}      ${typed.slice(0, length + 1)}\n${text.slice(start)}`);
    completion(workspace.analyse(), file, start + 6 + length + 1);
  });
  return { ...shown(median, p95), limit: ms(30), kept: p95 < 30 ? 'yes' : 'NO' };
}

/** The example's main file character by character: after each the problems, tokens and hints of the file, and completion. */
function typingExample() {
  const folder = 'examples/tmpfs-root';
  const names = readdirSync(folder).filter((name) => /\.(nix|lock)$/.test(name));
  const example = new Map(names.map((name) => [`/example/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]));
  const path = '/example/configuration.nix';
  const full = example.get(path) ?? '';
  const typing = load('/example', example);
  const type = (step: number) => {
    typing.setFile(path, full.slice(0, step + 1));
    const analysis = typing.analyse();
    analysis.problemsOf(path);
    semanticTokens(analysis, path);
    inlayHints(analysis, path, { start: 0, end: step + 1 });
    completion(analysis, path, step + 1);
  };
  // Once before, since a server that somebody types to has been running for a while.
  series(full.length, type);
  const { median, p95 } = series(full.length, type);
  return { ...shown(median, p95), limit: ms(20), kept: p95 < 20 ? 'yes' : 'NO' };
}

function shown(median: number, p95: number) {
  return { median: ms(median), p95: ms(p95), '× parsing': (median / parsing).toFixed(2) };
}

function series(count: number, action: (step: number) => unknown): { readonly median: number; readonly p95: number } {
  const times = Array.from({ length: count }, (_, step) => {
    // Processor time, so that what else runs on the machine is not measured.
    const before = process.cpuUsage();
    action(step);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }).slice(Math.floor(count / 10));
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(times.length / 2)] ?? 0, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}
