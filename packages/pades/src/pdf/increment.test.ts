import { expect, it } from 'vitest';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from './document.ts';
import { IncrementalUpdate } from './increment.ts';
import { PdfReference } from './model.ts';

it.each(['table', 'stream'] as const)(
  'writes no object twice, nor one of a generation that no file can have: %s',
  shape => {
    const update = new IncrementalUpdate(new PdfDocument(createPaper({ shape })));
    update.write(new PdfReference(4, 65_535), null);
    expect(() => update.write(new PdfReference(4, 65_535), null)).toThrow('pdf-malformed');
    expect(() => update.write(new PdfReference(5, 65_536), null)).toThrow('pdf-malformed');
    expect(() => update.finish()).not.toThrow();
  },
);
