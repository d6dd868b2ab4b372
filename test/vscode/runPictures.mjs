import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pictures } from './ui/pictures/all.mjs';
import { installedExtension, startWorkbench } from './ui/workbench.mjs';
import { repository, workingCopy } from './vscode.mjs';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };

/** What would distract from the thing to be seen. */
const plain = {
  'editor.fontSize': 13,
  'editor.cursorBlinking': 'solid',
  'editor.occurrencesHighlight': 'off',
  'editor.matchBrackets': 'never',
  'editor.guides.indentation': false,
};

/**
 * Takes the pictures of every feature in a light and a dark theme, into .cache/pictures. `PICTURES=a,b` takes only those whose
 * names begin so. Those in images/ are of such a run, made smaller with pngquant.
 */
export async function runPictures() {
  const wanted = process.env.PICTURES?.split(',');
  const chosen = Object.entries(pictures).filter(([name]) => !wanted || wanted.some((each) => name.startsWith(each)));
  const extension = installedExtension();
  const counts = { passed: 0, failed: 0 };
  try {
    for (const [theme, title] of Object.entries(themes)) {
      const settings = { ...plain, 'workbench.colorTheme': title };
      const workbench = await startWorkbench({ extensionsFolder: extension.folder, settings, scale: 2 });
      try {
        for (const [name, picture] of chosen) {
          const taken = await take(workbench, `${name}-${theme}`, picture);
          counts[taken ? 'passed' : 'failed'] += 1;
        }
      } finally {
        await workbench.stop();
      }
    }
  } finally {
    extension.remove();
  }
  return counts;
}

/** Each picture has a folder and a window of its own, so none depends on what another did. */
async function take(workbench, name, { folder, act }) {
  const target = path.join(repository, '.cache/pictures');
  mkdirSync(target, { recursive: true });
  const { folder: copy, remove } = workingCopy(path.join(repository, folder));
  const page = await workbench.open(copy);
  page.setDefaultTimeout(20_000);
  try {
    const clip = await act({ page, folder: copy });
    // Where nothing answers to it.
    await page.mouse.move(640, 4);
    await page.waitForTimeout(500);
    await page.screenshot({ path: path.join(target, `${name}.png`), ...(clip ? { clip } : {}) });
    console.log(`  ok   ${name}`);
    return true;
  } catch (error) {
    console.log(`  FAIL ${name}: ${error.message}`);
    await page.screenshot({ path: path.join(target, `${name}.failed.png`) });
    return false;
  } finally {
    await page.context().close();
    remove();
  }
}
