import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { dictOf, isKind, nameOf, type PdfDict, type PdfRef, type PdfStream, type PdfValue } from './value.ts';

/** A fresh PDF 1.7 file under construction: objects are numbered in the order of their reservation, so equal input gives equal bytes. */
export class PdfWriter {
  private readonly objects: (PdfDict | PdfStream | PdfValue | undefined)[] = [];

  /** A number for an object that is put later: pages and their parent name each other. */
  reserve(): PdfRef {
    this.objects.push(undefined);
    return { kind: 'ref', number: this.objects.length };
  }

  put(ref: PdfRef, value: PdfValue): PdfRef {
    this.objects[ref.number - 1] = value;
    return ref;
  }

  add(value: PdfValue): PdfRef {
    return this.put(this.reserve(), value);
  }

  /** The bytes of the file: header, objects, cross-reference table (ISO 32000-1, 7.5.4), trailer with an identifier made of the content. */
  finish(catalog: PdfRef): Uint8Array {
    const info = this.add(dictOf({ Producer: { kind: 'text', bytes: Buffer.from('Shubbak') } }));
    // The comment of high bytes marks the file as binary (7.5.2).
    const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
    const offsets: number[] = [];
    let length = parts[0]?.length ?? 0;
    const push = (part: Buffer) => {
      parts.push(part);
      length += part.length;
    };
    for (const [index, value] of this.objects.entries()) {
      offsets.push(length);
      push(Buffer.from(`${index + 1} 0 obj\n`));
      for (const part of bytesOf(value ?? null)) push(part);
      push(Buffer.from('\nendobj\n'));
    }
    const body = createHash('sha256');
    for (const part of parts) body.update(part);
    const id = body.digest('hex').slice(0, 32);
    const entries = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = this.objects.length + 1;
    const trailer = `<</Size ${size}/Root ${catalog.number} 0 R/Info ${info.number} 0 R/ID[<${id}><${id}>]>>`;
    parts.push(
      Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n${trailer}\nstartxref\n${length}\n%%EOF\n`),
    );
    return Buffer.concat(parts);
  }
}

/** A stream object whose `data` is compressed here. */
export function deflatedStream(entries: ReadonlyMap<string, PdfValue>, data: Uint8Array): PdfStream {
  return {
    kind: 'stream',
    entries: new Map([...entries, ['Filter', nameOf('FlateDecode')]]),
    data: deflateSync(data),
  };
}

function bytesOf(value: PdfValue): Buffer[] {
  if (!isKind(value, 'stream')) return [Buffer.from(textOf(value), 'latin1')];
  const entries = new Map([...value.entries, ['Length', value.data.length] as const]);
  return [
    Buffer.from(`${textOf({ kind: 'dict', entries })}\nstream\n`, 'latin1'),
    Buffer.from(value.data.buffer, value.data.byteOffset, value.data.byteLength),
    Buffer.from('\nendstream'),
  ];
}

function textOf(value: PdfValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  switch (value.kind) {
    case 'name':
      return `/${nameText(value.name)}`;
    case 'text':
      return `<${Buffer.from(value.bytes).toString('hex')}>`;
    case 'ref':
      return `${value.number} 0 R`;
    case 'list':
      return `[${value.items.map(textOf).join(' ')}]`;
    case 'dict':
      return `<<${[...value.entries].map(([key, entry]) => `/${nameText(key)} ${textOf(entry)}`).join('')}>>`;
    default:
      throw new Error('a stream is always an indirect object (ISO 32000-1, 7.3.8)');
  }
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return '0';
  const shortest = String(value);
  // The syntax has no exponents (7.3.3).
  return shortest.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : shortest;
}

/** Characters of a name outside the regular ones are written as #xx (7.3.5). The reader gives one character a byte where it can. */
function nameText(name: string): string {
  const isBytes = Buffer.from(name, 'latin1').toString('latin1') === name;
  return Buffer.from(name, isBytes ? 'latin1' : 'utf8')
    .toString('latin1')
    .replace(/[^!-~]|[()<>[\]{}/%#]/g, character => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
