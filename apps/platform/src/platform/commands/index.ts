export type { Command } from './commands.ts';
export { once } from './commands.ts';
