export type { DemoAuthority, DemoAuthorityOptions, RunningDemoAuthority } from './demo-authority.ts';
export { startDemoAuthority } from './demo-authority.ts';
