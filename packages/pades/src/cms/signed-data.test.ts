import { describe, expect, it } from 'vitest';
import { childrenOf } from '../der/decode.ts';
import { explicit, integer, octetString, oid, sequence, setOf } from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { cmsFor, officer } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { signWithKey } from '../sign/software-signer.ts';
import { attribute, digestIdentifier } from './attributes.ts';
import { buildCms } from './build.ts';
import { onlySigner, onlyValue, parseSignedData, unwrapSignedData } from './signed-data.ts';

const cms = cmsFor(prepareSignature(createPaper(), { contentsSize: 16 }));

/** The same CMS with one field of its SignedData exchanged. */
function withField(index: number, value: Uint8Array): Uint8Array {
  const fields = childrenOf(unwrapSignedData(cms)).map(({ bytes }) => bytes);
  return sequence(oid(oids.signedData), explicit(0, sequence(...fields.with(index, value))));
}

/** A CMS whose signature is right, over the given attributes. */
function signedWith(attributes: readonly Uint8Array[]): Uint8Array {
  const signedAttributes = setOf(attributes);
  const algorithm = 'ecdsa-p256-sha256';
  const signature = signWithKey(officer.key, algorithm, signedAttributes);
  return buildCms({ signedAttributes, signature, algorithm, chain: officer.chain });
}

const digestOfZeros = attribute(oids.messageDigest, octetString(new Uint8Array(32)));
const digestOfOnes = attribute(oids.messageDigest, octetString(new Uint8Array(32).fill(1)));

describe('parseSignedData', () => {
  it('reads what buildCms wrote', () => {
    const { contentType, content, certificates, signers } = parseSignedData(cms);
    expect({ contentType, content }).toEqual({ contentType: oids.data, content: undefined });
    expect(certificates).toHaveLength(2);
    expect(signers[0]?.unsignedAttributes.has(oids.signatureTimeStampToken)).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['a version that is none', withField(0, integer(2))],
    ['a digest that is not announced', withField(1, setOf([digestIdentifier('sha512')]))],
    ['an attribute twice', signedWith([digestOfZeros, digestOfOnes])],
    ['another content', sequence(oid(oids.data))],
    ['bytes after it', Buffer.concat([cms, Buffer.of(0)])],
  ])('refuses %s', (_what, bytes) => {
    expect(() => parseSignedData(bytes)).toThrow('cms-malformed');
  });

  it('finds no single signer, or value, where there are none or several', () => {
    expect(() => onlySigner(parseSignedData(withField(4, setOf([]))))).toThrow('cms-malformed');
    const several = sequence(
      oid(oids.messageDigest),
      setOf([octetString(Uint8Array.of(1)), octetString(Uint8Array.of(2))]),
    );
    const { attributes } = onlySigner(parseSignedData(signedWith([several])));
    expect(onlyValue(attributes, oids.messageDigest)).toBeUndefined();
  });
});
