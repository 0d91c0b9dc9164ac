import { type KeyObject, randomBytes } from 'node:crypto';
import { concat } from '../bytes.ts';
import { DerFields, integerOctetsOf, integerOf, octetsOf, oidOf, readOnly } from '../der/decode.ts';
import { encode, integer, sequence, text } from '../der/encode.ts';
import { tag } from '../der/tag.ts';
import { PadesError } from '../failure.ts';
import { digestOf, hash } from '../x509/algorithm.ts';
import { encodeTimestampInfo, signTimestampInfo } from './timestamp-token.ts';

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
  const info = encodeTimestampInfo({
    policy: input.policy,
    imprint: asked.imprint,
    serialNumber: concat(Uint8Array.of(1), randomBytes(8)),
    genTime: input.clock(),
    nonce: asked.nonce,
  });
  return signTimestampInfo(info, { key: input.key, chain: input.chain, withCertificates: asked.wantsCertificates });
}
