/** How the client starts the server (client/src/main.node.ts). */
export const serverFlags: readonly string[] = ['--max-semi-space-size=4', '--heap-growing-percent=30'];
