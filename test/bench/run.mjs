// Bundles and runs a benchmark of this folder: node test/bench/run.mjs NAME [options]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const [name, ...options] = process.argv.slice(2);
const entry = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
const outfile = fileURLToPath(new URL(`../../.cache/bench/${name}.cjs`, import.meta.url));
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  loader: { '.md': 'text' },
  logLevel: 'warning',
});
process.exit(spawnSync(process.execPath, ['--expose-gc', outfile, ...options], { stdio: 'inherit' }).status ?? 1);
