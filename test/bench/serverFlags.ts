/** How the client starts the server (client/src/main.node.ts). */
export const serverFlags: readonly string[] = ['--max-semi-space-size=8', '--heap-growing-percent=30'];
