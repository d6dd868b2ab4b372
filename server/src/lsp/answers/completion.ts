import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import { completion, type CompletionItem as Item } from '../../features/completion.ts';
import { plainText } from '../../features/text/markdown.ts';
import { guarded } from '../guard.ts';
import type { Positions } from '../locations.ts';
import { positionRequest } from '../request.ts';
import type { Server } from '../serverState.ts';

/** textDocument/completion and completionItem/resolve */
export function serveCompletion(server: Server): void {
  // Documentation is made when somebody looks at an item, which can only be one of the last answer.
  let last: { readonly number: number; readonly items: readonly Item[] } = { number: 0, items: [] };
  server.connection.onCompletion(
    positionRequest(server, 'completion', null, ({ analysis, path, positions }, offset) => {
      last = { number: last.number + 1, items: completion(analysis, path, offset) };
      return last.items.map((item, index) => itemOf(server, item, positions, index, { list: last.number, index }));
    }),
  );
  server.connection.onCompletionResolve(async (item, token) => {
    const resolve = guarded<CompletionItem, CompletionItem, void>(server.log, 'completion resolve', item, (asked) => {
      const { list, index } = (asked.data ?? {}) as { readonly list?: number; readonly index?: number };
      const documentation =
        list === last.number && index !== undefined ? last.items[index]?.documentation?.() : undefined;
      if (!documentation) return asked;
      const shown = server.client.markdownDocumentation
        ? { kind: MarkupKind.Markdown, value: documentation }
        : { kind: MarkupKind.PlainText, value: plainText(documentation) };
      return { ...asked, documentation: shown };
    });
    return resolve(item, token);
  });
}

function itemOf(server: Server, item: Item, positions: Positions, order: number, data: object): CompletionItem {
  const useSnippet = server.client.snippets && item.snippet !== undefined;
  const found: CompletionItem = {
    label: item.label,
    kind: kinds[item.kind],
    filterText: item.filter,
    sortText: String(order).padStart(5, '0'),
    textEdit: { range: positions.range(item.span), newText: useSnippet ? (item.snippet ?? '') : item.insert },
    insertTextFormat: useSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    data,
  };
  if (item.detail === undefined) return found;
  if (server.client.labelDetails) found.labelDetails = { description: item.detail };
  // Documentation says it too; what has none is to be read in full where its row is too short.
  if (!server.client.labelDetails || item.documentation === undefined) found.detail = item.detail;
  return found;
}

const kinds: Readonly<Record<Item['kind'], CompletionItemKind>> = {
  option: CompletionItemKind.Property,
  name: CompletionItemKind.Variable,
  path: CompletionItemKind.Folder,
  value: CompletionItemKind.EnumMember,
  rule: CompletionItemKind.Constant,
  block: CompletionItemKind.Snippet,
};
