import type { Analysis } from '../../../server/src/analysis.ts';
import { type CompletionItem, completion } from '../../../server/src/features/completion.ts';
import { type Files, root, workspaceOf } from '../../support/folder.ts';
import { type Cut, cutsOf } from './cuts.ts';
import { type Word, wordsOf } from './words.ts';

/** What came of one state. */
export interface Outcome {
  readonly file: string;
  readonly word: Word;
  readonly cut: Cut;
  /** Place of the word among what an editor still shows for the text typed so far, from 0; -1 where it is not offered. */
  readonly place: number;
}

/** Types every word of a project anew and tells whether it was offered. */
export function outcomes(files: Files): readonly Outcome[] {
  const workspace = workspaceOf(files);
  const project = Object.values(files);
  return Object.entries(files).flatMap(([name, text]) => {
    const file = `${root}/${name}`;
    const found = wordsOf(text, project).flatMap((word) =>
      cutsOf(text, word).map((cut) => {
        workspace.setFile(file, cut.text);
        const analysis = settled(workspace);
        const items = shown(completion(analysis, file, cut.offset), cut);
        return { file: name, word, cut, place: items.findIndex(({ label }) => label === word.label) };
      }),
    );
    workspace.setFile(file, text);
    return found;
  });
}

function settled(workspace: ReturnType<typeof workspaceOf>): Analysis {
  for (;;) {
    const analysis = workspace.analyse();
    const wanted = [...analysis.wanted.files, ...analysis.wanted.directories];
    if (wanted.length === 0) return analysis;
    for (const each of wanted) workspace.setMissing(each);
  }
}

/** The items that an editor leaves in the list: those that begin like the text they replace. */
function shown(items: readonly CompletionItem[], { text, offset }: Cut): readonly CompletionItem[] {
  return items.filter(({ span, filter }) =>
    filter.toLowerCase().startsWith(text.slice(span.start, offset).toLowerCase()),
  );
}
