// Asks real Nix, with a checkout of nixpkgs' lib, for the values of the expressions in expressions.txt and writes
// them to answers.json: node test/eval/lib/record.mjs <folder of nixpkgs, or of a copy of its lib folder's parent>
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [folder] = process.argv.slice(2);
const lines = readFileSync(new URL('expressions.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const answers = {};
for (const line of lines) {
  const program = `let lib = import ${folder}/lib; in builtins.toJSON (${line})`;
  try {
    const printed = execFileSync('nix-instantiate', ['--eval', '--strict', '--json', '-E', program], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    answers[line] = JSON.parse(printed.toString());
  } catch {
    answers[line] = null;
  }
}
writeFileSync(new URL('answers.json', import.meta.url), `${JSON.stringify(answers, undefined, 2)}\n`);
const failing = Object.entries(answers).filter(([, answer]) => answer === null);
console.log(`${lines.length} expressions, ${failing.length} fail:`);
for (const [line] of failing) console.log(`  ${line}`);
