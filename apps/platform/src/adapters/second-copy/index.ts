export { openSecondCopyFolder } from './folder.ts';
