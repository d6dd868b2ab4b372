import type { Model, User } from '../../impermanence/model/model.ts';
import { code, factList } from '../text/markdown.ts';
import { countEntries } from './storeCard.ts';

/** A user of the host, and what is kept of the home. */
export function userCard(user: User, model: Model): string {
  const entries = model.entries.filter(({ origin }) => origin.kind !== 'system' && origin.user === user.name);
  return [
    `**${code(user.name)}** – user`,
    factList([
      ['Home', user.home && code(user.home)],
      ['Group', user.group && code(user.group)],
      ['Id', user.uid === null ? 'not fixed, but remembered in /var/lib/nixos' : user.uid?.toString()],
      ['Persisted', entries.length === 0 ? 'nothing of the home' : countEntries(entries)],
    ]),
  ].join('\n\n');
}
