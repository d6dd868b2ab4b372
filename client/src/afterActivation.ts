/**
 * Settles when VS Code has done what it does right after `activate`. The library of the language client is the largest
 * part of the client by far; loaded then, it holds nobody up, and the time passes while the server comes up anyway.
 */
export function afterActivation(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
