export type { DemoAuthority } from './demo-authority.ts';
export { startDemoAuthority } from './demo-authority.ts';
