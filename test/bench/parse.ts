/**
 * How fast the parser is and how much of a broken text it keeps, beside the packaged grammars and Nix itself:
 *
 *     node test/bench/run.mjs parse [folder of Nix files]
 *
 * Without a folder the Nix files of this repository are taken. Beside tree-sitter only with Debian's gcc and
 * libtree-sitter-dev, beside Nix only with its nix-bin.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '../../server/src/nix/syntax/parse.ts';
import { deletions, halfTyped } from '../syntax/brokenStates.ts';
import { lost, stringPaths, summary } from '../syntax/stringPaths.ts';
import { acceptedFiles, type Measurement, measureLezer, measureNix, measureOurs, median } from './parseRivals.ts';
import { measureTreeSitter } from './treeSitter.ts';

const rounds = 5;
const megabyte = 1_000_000;
const root = path.join(__dirname, '../..');

const files = corpus(process.argv[2]);
const texts = files.map((file) => readFileSync(file, 'utf8'));
const size = texts.reduce((total, text) => total + text.length, 0);

const fixtures = path.join(root, 'test/syntax/fixtures');
const whole = readFileSync(path.join(fixtures, 'resilience.nix'), 'utf8');
const inserts = JSON.parse(readFileSync(path.join(fixtures, 'resilience-inserts.json'), 'utf8')) as readonly string[];
const broken = { deleted: deletions(whole), halfTyped: halfTyped(whole, inserts) };
const states = [...broken.deleted, ...broken.halfTyped];

const ours = measureOurs(texts, states, rounds);
const rivals = [
  measureLezer(texts, states, rounds),
  measureTreeSitter(texts, states, rounds),
  measureNix(files, rounds),
].filter((measured) => measured !== undefined);

console.log(`${files.length} files, ${(size / megabyte).toFixed(2)} MB, median of ${rounds} rounds, processor time`);
printSpeed([ours, ...rivals]);
console.log(`\nString literals lost of ${stringPaths(parse(whole)).length}; states that Nix accepts are left out`);
printLosses([ours, ...rivals.filter((rival) => rival.paths)]);

/** The Nix files of a folder, as often as it takes to have a megabyte. */
function corpus(folder = root): readonly string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.nix'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules') && !file.includes(`${path.sep}.`));
  const accepted = acceptedFiles(all);
  const once = accepted.reduce((total, file) => total + readFileSync(file, 'utf8').length, 0);
  const times = Math.max(1, Math.ceil(megabyte / once));
  return Array.from({ length: times }, () => accepted).flat();
}

function printSpeed(measured: readonly Measurement[]): void {
  const own = median((measured[0] as Measurement).seconds);
  console.log(
    ['parser'.padEnd(12), 'MB/s'.padStart(8), 'ours is'.padStart(12), 'files with errors'.padStart(19)].join(''),
  );
  for (const { name, seconds, errors } of measured) {
    const taken = median(seconds);
    const speed = (size / megabyte / taken).toFixed(1);
    const ratio = `${(taken / own).toFixed(2)} × as fast`;
    console.log([name.padEnd(12), speed.padStart(8), ratio.padStart(18), String(errors ?? '').padStart(13)].join(''));
  }
}

function printLosses(measured: readonly Measurement[]): void {
  const expected = stringPaths(parse(whole));
  const isBroken = states.map((state) => parse(state).errors.length > 0);
  const column = (paths: readonly (readonly string[])[], from: number, to: number) => {
    const losses = paths.slice(from, to).flatMap((found, i) => (isBroken[from + i] ? [lost(expected, found)] : []));
    const { average, worst } = summary(losses);
    return `${average.toFixed(2)} (worst ${worst})`.padStart(20);
  };
  const split = broken.deleted.length;
  console.log(['parser'.padEnd(12), 'one deleted'.padStart(20), 'half-typed line'.padStart(20)].join(''));
  for (const { name, paths } of measured) {
    if (paths) console.log([name.padEnd(12), column(paths, 0, split), column(paths, split, states.length)].join(''));
  }
}
