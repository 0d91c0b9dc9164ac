import { describe, expect, it } from 'vitest';
import { extractCms, pdfsig, qpdfCheck } from '../fixtures/judges.ts';
import { now, root, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { validate } from '../verify/validate.ts';
import { PdfDocument } from './document.ts';
import { PdfReference } from './model.ts';

const paper = createPaper({ shape: 'hybrid', pages: 2 });

/** The file with the table’s entry of the hidden font pointing at the first page: old readers get another object. */
function contradicting(): Buffer {
  const text = paper.toString('latin1');
  const entries = text.indexOf('0000000000 65535 f', text.indexOf('xref\n0'));
  const page = text.indexOf('10 0 obj');
  const shown = `${String(page).padStart(10, '0')} 00000 n`;
  const at = entries + 3 * 20;
  return Buffer.from(text.slice(0, at) + shown + text.slice(at + shown.length), 'latin1');
}

describe('a hybrid file', () => {
  it('shows what its hidden stream gives', () => {
    expect(qpdfCheck(paper)).toMatchObject({ code: 0 });
    expect(new PdfDocument(paper).resolve(new PdfReference(3))).toBeInstanceOf(Map);
  });

  it('is signed, twice, in a way that every reader follows', () => {
    const signed = signPaper(signPaper(paper));
    expect(Buffer.compare(signed.subarray(0, paper.length), paper)).toBe(0);
    expect(qpdfCheck(signed)).toMatchObject({ code: 0 });
    expect(pdfsig(signed).match(/Signature is Valid/g)).toHaveLength(2);
    expect(extractCms(signed).cms.length).toBeGreaterThan(500);
    const options = { trust: [root.certificate], at: now, policy: { revocation: 'if-available' } } as const;
    expect(validate(signed, options)).toMatchObject({ indication: 'TOTAL-PASSED', findings: [], forgiven: [] });
  });

  it('in which table and stream contradict each other is refused for signing, and doubted in judging', () => {
    expect(() => new PdfDocument(contradicting())).toThrow('another place for old readers');
    expect(new PdfDocument(contradicting(), { forgiving: true }).ambiguities).toEqual([
      'object 3 has another place for old readers',
    ]);
  });

  it('does not bring back what a later update deleted', () => {
    const text = paper.toString('latin1');
    const previous = /startxref\n(\d+)/.exec(text)?.[1] ?? '';
    const xref = `xref\n0 1\n0000000000 65535 f \n3 1\n0000000000 00001 f \ntrailer\n<< /Size 20 /Root 1 0 R /Prev ${previous} >>\n`;
    const updated = Buffer.from(`${text}${xref}startxref\n${text.length}\n%%EOF\n`, 'latin1');
    expect(new PdfDocument(updated).resolve(new PdfReference(3))).toBeNull();
  });
});
