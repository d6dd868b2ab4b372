import { all } from '../fixes/combine.ts';
import { insertOption } from '../fixes/modules.ts';
import { addEntries } from '../fixes/storeLists.ts';
import { entryText, quoted } from '../fixes/text.ts';
import { replacedFile } from '../knowledge/replacedByRename.ts';
import type { StatePath } from '../knowledge/state/index.ts';
import { lasts } from '../model/lasts.ts';
import type { Model, Store } from '../model/model.ts';
import { isBelow } from '../model/paths.ts';
import { addingHarms } from './harms.ts';
import type { Fix, Rule, RuleContext } from './rule.ts';
import page from './state-not-persisted.md';
import { systemStore } from './systemStore.ts';
import { type UsedState, usedState } from './usedState.ts';

/** What an enabled service keeps, and a boot takes. */
export const stateNotPersisted: Rule = {
  id: 'state-not-persisted',
  severity: 'info',
  title: 'The state of an enabled service is lost at a boot',
  page,
  source: '#10',
  category: 'loss',
  repair: 'preferred',
  *checkHost(model, context) {
    const store = systemStore(model);
    for (const used of store ? context.once(model, usedState) : []) {
      if (!store || used.paths.length === 0 || used.paths.some(({ path }) => lasts(model, path) !== false)) continue;
      if (used.fact.elsewhere?.some((path) => lasts(model, path) !== false)) continue;
      if (used.paths.some(({ path }) => isKeptInPart(model, path))) continue;
      if (used.fact.paths.some(({ path }) => handledElsewhere.test(path) || replacedFile(path))) continue;
      yield {
        message: `${pathsOf(used)} ${used.paths.length === 1 ? 'is' : 'are'} lost at every boot (${used.fact.name}: ${used.fact.what}).`,
        at: { site: used.site },
        fixes: fixes(model, used, store, context),
      };
    }
  },
};

/** Whether something below the path is persisted: somebody chose what is worth keeping (`/var/lib/postgresql/16`). */
function isKeptInPart(model: Model, path: string): boolean {
  return [...model.entries, ...model.preserved].some((kept) => isBelow(kept.path, path));
}

/** Host keys have a rule of their own. What is replaced by rename should not be persisted as a file. */
const handledElsewhere = /^\/etc\/ssh\/ssh_host_/;

function pathsOf({ paths }: UsedState): string {
  return paths.map(({ path }) => path).join(', ');
}

function fixes(model: Model, used: UsedState, store: Store, context: RuleContext): readonly Fix[] {
  const { paths, site } = used;
  const directories = paths.filter(({ kind }) => kind === 'directory').map(textFor);
  const files = paths.filter(({ kind }) => kind === 'file').map(({ path }) => quoted(path));
  const lists = (
    [
      ['directories', directories],
      ['files', files],
    ] as const
  ).filter(([, texts]) => texts.length > 0);
  const harms = addingHarms(
    store,
    paths.map(({ path }) => path),
  );
  return [
    {
      title: `Persist ${pathsOf(used)} in ${store.name}`,
      preferred: true,
      harms,
      edits: () => all(addEntries(context, store, 'directory', directories), addEntries(context, store, 'file', files)),
    },
    {
      title: `Persist it beside the service`,
      edits: () =>
        all(
          ...lists.map(([list, texts]) =>
            insertOption(context, model, [...store.optionPath, list], `[ ${texts.join(' ')} ]`, site),
          ),
        ),
    },
  ];
}

function textFor({ path, user, group, mode }: StatePath): string {
  return entryText('directory', path, { user, group, mode });
}
