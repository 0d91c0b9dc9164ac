import { type KeyObject, randomBytes, sign } from 'node:crypto';
import { compareBytes, concat } from '../bytes.ts';
import { attribute, digestIdentifier, signingCertificateV2 } from '../cms/attributes.ts';
import { DerFields, integerOctetsOf, integerOf, octetsOf, oidOf, readOnly } from '../der/decode.ts';
import {
  encode,
  explicit,
  generalizedTime,
  integer,
  octetString,
  oid,
  retag,
  sequence,
  setOf,
  text,
} from '../der/encode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import { digestOf, hash } from '../x509/algorithm.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { signatureOf } from './certificate.ts';

/** An RFC 3161 authority in memory: for tests and demonstrations only. */
export interface TimestampResponder {
  /** TimeStampReq to TimeStampResp, both DER. Bad requests get a rejection, never an exception. */
  respond(request: Uint8Array): Uint8Array;
}

/** Makes a responder for a key and its certificate of usage `tsa`. `policy` is the dotted identifier that it states. */
export function createTimestampResponder(input: {
  readonly key: KeyObject;
  /** The authority's own certificate first; all are sent along when the request asks for them. */
  readonly chain: readonly Uint8Array[];
  readonly policy: string;
  readonly clock: () => Date;
}): TimestampResponder {
  return {
    respond(request) {
      try {
        const asked = parseRequest(request);
        if (asked.policy !== undefined && asked.policy !== input.policy) return rejection('unaccepted policy', 15);
        return sequence(sequence(integer(0)), createToken(input, asked));
      } catch (error) {
        if (error instanceof PadesError)
          return rejection(error.message, error.code === 'algorithm-unsupported' ? 0 : 5);
        throw error;
      }
    },
  };
}

interface Asked {
  /** MessageImprint, DER, given back as it came. */
  readonly imprint: Uint8Array;
  readonly policy: string | undefined;
  readonly nonce: Uint8Array | undefined;
  readonly wantsCertificates: boolean;
}

function parseRequest(request: Uint8Array): Asked {
  const fields = new DerFields(readOnly(request, tag.sequence));
  if (integerOf(fields.take(tag.integer)) !== 1n) throw new PadesError('timestamp-malformed', 'version is not 1');
  const imprint = fields.take(tag.sequence);
  const parts = new DerFields(imprint);
  const digest = digestOf(parts.take(tag.sequence));
  if (octetsOf(parts.take(tag.octetString)).length !== hash(digest).length) {
    throw new PadesError('timestamp-malformed', 'the imprint has the wrong length');
  }
  const policy = fields.optional(tag.oid);
  const nonce = fields.optional(tag.integer);
  const certificates = fields.optional(tag.boolean);
  return {
    imprint: imprint.bytes,
    policy: policy && oidOf(policy),
    nonce: nonce && integerOctetsOf(nonce),
    wantsCertificates: certificates?.content[0] === 0xff,
  };
}

/** PKIStatusInfo: rejection, a reason, and the failure bit of RFC 3161 §2.4.2. */
function rejection(reason: string, failureBit: number): Uint8Array {
  const octets = new Uint8Array((failureBit >> 3) + 1);
  octets[failureBit >> 3] = 0x80 >> (failureBit & 7);
  const bits = encode(tag.bitString, Uint8Array.of(7 - (failureBit & 7)), octets);
  return sequence(sequence(integer(2), sequence(text(tag.utf8String, reason)), bits));
}

function createToken(input: Parameters<typeof createTimestampResponder>[0], asked: Asked): Uint8Array {
  const [own] = input.chain;
  if (own === undefined) throw new Error('a responder needs its certificate');
  const info = sequence(
    integer(1),
    oid(input.policy),
    asked.imprint,
    integer(concat(Uint8Array.of(1), randomBytes(8))),
    generalizedTime(input.clock()),
    sequence(integer(1)), // accuracy: one second
    ...(asked.nonce === undefined ? [] : [encode(tag.integer, asked.nonce)]),
  );
  const { identifier, digest } = signatureOf(input.key);
  const attributes = setOf([
    attribute(oids.contentType, oid(oids.tstInfo)),
    attribute(oids.messageDigest, octetString(hash(digest, info))),
    attribute(oids.signingCertificateV2, signingCertificateV2(own)),
  ]);
  const { issuer, serialNumber } = parseCertificate(own);
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, encode(tag.integer, serialNumber)),
    digestIdentifier(digest),
    retag(contextTag(0), attributes),
    identifier,
    octetString(sign(digest, attributes, input.key)),
  );
  const certificates = asked.wantsCertificates ? [encode(contextTag(0), ...[...input.chain].sort(compareBytes))] : [];
  const signedData = sequence(
    integer(3),
    setOf([digestIdentifier(digest)]),
    sequence(oid(oids.tstInfo), explicit(0, octetString(info))),
    ...certificates,
    setOf([signerInfo]),
  );
  return sequence(oid(oids.signedData), explicit(0, signedData));
}
