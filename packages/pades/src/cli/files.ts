import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PadesError } from '../failure.ts';
import { certificatesIn } from '../x509/pem.ts';
import { UsageError } from './usage.ts';

/** A file’s octets; throws a UsageError that names the file. */
export function readBytes(path: string): Buffer {
  return withPath(path, () => readFileSync(path));
}

/** Where a result goes unless told: beside the file, with a word before its ending. */
export function besideFile(path: string, word: string): string {
  return path.replace(/(\.pdf)?$/i, ending => `.${word}${ending || '.pdf'}`);
}

/** Writes a file that must not be there yet, unless `replace` says that it may: nothing signed is lost by a typing error. */
export function writeBytes(path: string, segments: readonly Uint8Array[], replace = false): void {
  withPath(path, () => {
    writeFileSync(path, new Uint8Array(), { flag: replace ? 'w' : 'wx' });
    for (const segment of segments) writeFileSync(path, segment, { flag: 'a' });
  });
}

function withPath<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new UsageError(`${path}: ${sentences[String(error.code)] ?? error.message}`);
    throw error;
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'not allowed to read or write it',
  EEXIST: 'the file is there already; choose another name with --out, or say --replace',
  EISDIR: 'this is a folder; name a file',
};

const certificateNames = /\.(pem|crt|cer|der)$/i;

/** DER certificates of files and folders, each PEM (any number in one file) or DER. */
export function readCertificates(paths: readonly string[]): Uint8Array[] {
  return paths.flatMap(path => {
    const isFolder = withPath(path, () => statSync(path).isDirectory());
    const files = isFolder
      ? withPath(path, () =>
          readdirSync(path)
            .filter(name => certificateNames.test(name))
            .sort(),
        ).map(name => join(path, name))
      : [path];
    if (isFolder && files.length === 0) throw new UsageError(`${path}: no certificate in it (.pem, .crt, .cer, .der)`);
    return files.flatMap(certificatesOf);
  });
}

function certificatesOf(path: string): Uint8Array[] {
  const bytes = readBytes(path);
  try {
    return certificatesIn(bytes);
  } catch (error) {
    if (error instanceof PadesError) throw new UsageError(`${path}: no certificate that can be read`);
    throw error;
  }
}
