const vscode = require('vscode');

// A completion, a hover, a formatter and a problem for every Nix file, each of which can be told from ours.
exports.activate = (context) => {
  const nix = { language: 'nix' };
  const problems = vscode.languages.createDiagnosticCollection('neighbour');
  const check = (document) => {
    if (document.languageId !== 'nix') return;
    problems.set(document.uri, [new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), 'a problem of the neighbour')]);
  };
  vscode.workspace.textDocuments.forEach(check);
  context.subscriptions.push(
    problems,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.languages.registerCompletionItemProvider(nix, {
      provideCompletionItems: () => [new vscode.CompletionItem('completion of the neighbour')],
    }),
    vscode.languages.registerHoverProvider(nix, { provideHover: () => new vscode.Hover('hover of the neighbour') }),
    vscode.languages.registerDocumentFormattingEditProvider(nix, {
      provideDocumentFormattingEdits: () => [
        vscode.TextEdit.insert(new vscode.Position(0, 0), '# formatted by the neighbour\n'),
      ],
    }),
  );
};
