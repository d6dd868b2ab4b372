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
  mainFields: ['module', 'main'],
  format: 'cjs',
  target: 'node20',
  loader: { '.md': 'text' },
  logLevel: 'warning',
});
const command = ['--expose-gc', ...(await serverFlags()), outfile, ...options];
process.exit(spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1);

/** How the client starts the server; what is measured runs as it does there. */
async function serverFlags() {
  const entry = fileURLToPath(new URL('../../server/src/protocol.ts', import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)).serverFlags;
}
