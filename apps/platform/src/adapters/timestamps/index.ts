export type { DemoAuthority, DemoAuthorityOptions, RunningDemoAuthority } from './demo-authority.ts';
export { openDemoAuthority, startDemoAuthority } from './demo-authority.ts';
export { accessAt, readDemoFiles, tenYears } from './demo-files.ts';
