import { describe, expect, it } from 'vitest';
import { officer, root } from '../fixtures/officer.ts';
import { certificatePem } from '../testing/certificate.ts';
import { certificatesIn } from './pem.ts';

describe('certificatesIn', () => {
  const [first, second] = [new Uint8Array(officer.certificate), new Uint8Array(root.certificate)];
  const plain = (file: Uint8Array) => certificatesIn(file).map(der => new Uint8Array(der));

  it('reads one certificate in DER, and any number in PEM with words between them', () => {
    expect(plain(first)).toEqual([first]);
    const text = `subject=officer\n${certificatePem(first)}\r\nissuer:\n${certificatePem(second).replaceAll('\n', '\r\n')}`;
    expect(plain(Buffer.from(text))).toEqual([first, second]);
  });

  it.each([
    '',
    'no certificate',
    certificatePem(Buffer.from('noise')),
    certificatePem(first) + certificatePem(second.subarray(9)),
  ])('refuses what is none', text => expect(() => certificatesIn(Buffer.from(text))).toThrow('certificate-malformed'));
});
