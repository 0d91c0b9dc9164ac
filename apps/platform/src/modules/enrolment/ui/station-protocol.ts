import { z } from 'zod';

/**
 * The protocol of a station's bridge (docs/devices.md): JSON over HTTP on the loopback of the clerk's machine, spoken by the staff screens
 * and by whatever drives a fingerprint reader, a card reader or a signature pad there. Runs in browsers.
 */
export const protocolVersion = 1;

const deviceKind = z.enum(['fingerprint', 'card-reader', 'signature-pad']);
export type DeviceKind = z.infer<typeof deviceKind>;

/** `GET /v1/status`: who answers, whether this browser is paired, what is plugged in. */
export const statusReply = z.object({
  protocol: z.literal(protocolVersion),
  name: z.string().max(80),
  simulated: z.boolean(),
  paired: z.boolean(),
  /** SIMULATED bridges have no window of their own to show the code in. */
  shownCode: z.string().max(12).nullable(),
  devices: z.array(z.object({ kind: deviceKind, name: z.string().max(80), ready: z.boolean() })).max(20),
});
export type StatusReply = z.infer<typeof statusReply>;

/** `POST /v1/pairing`: the code that the bridge shows in a window of its own; the answer's token goes with every other call. */
export const pairingBody = z.object({ code: z.string().max(12) });
export const pairingReply = z.object({ token: z.string().min(32).max(100) });

/** `POST /v1/captures`: begin. `nonce` comes back with the result, so that one capture's answer never passes for another's. */
export const captureBody = z.object({
  device: deviceKind,
  nonce: z.string().min(16).max(64),
  timeoutSeconds: z.int().min(5).max(120),
  /** For the device's own display. */
  language: z.enum(['ar', 'fr', 'zgh', 'en']),
  /** ISO/IEC 19794-2:2005 table 2: 1 right thumb … 10 left little; for a fingerprint. */
  finger: z.int().min(1).max(10).optional(),
});
export type CaptureBody = z.infer<typeof captureBody>;
export const captureBegun = z.object({ id: z.string().min(8).max(64) });

/** What a capture may be told while it runs, for the person to do. */
const captureHint = z.enum(['place', 'lift', 'press-harder', 'press-lighter', 'centre', 'dry', 'moist', 'insert-card']);
export type CaptureHint = z.infer<typeof captureHint>;

/** Why a capture came to nothing. */
export const captureFailure = z.enum(['timeout', 'cancelled', 'poor-quality', 'card-unreadable', 'device-fault']);
export type CaptureFailure = z.infer<typeof captureFailure>;

const captureResult = z.discriminatedUnion('device', [
  /** `template` a finger minutiae record of ISO/IEC 19794-2:2005 in base64, never an image; `quality` 0 to 100. */
  z.object({ device: z.literal('fingerprint'), template: z.base64().max(8000), quality: z.int().min(0).max(100) }),
  /** The lines of the machine-readable zone as the reader saw them, or as the chip's DG1 says. */
  z.object({ device: z.literal('card-reader'), lines: z.array(z.string().max(44)).min(2).max(3) }),
  /** A signature record of ISO/IEC 19794-7 in base64. */
  z.object({ device: z.literal('signature-pad'), sample: z.base64().max(100_000) }),
]);
export type CaptureResult = z.infer<typeof captureResult>;

/** `GET /v1/captures/{id}?wait=SECONDS`: answers when something changed, or after that time. */
export const captureReply = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running'), nonce: z.string(), hint: captureHint.nullable() }),
  z.object({ state: z.literal('done'), nonce: z.string(), result: captureResult }),
  z.object({ state: z.literal('failed'), nonce: z.string(), failure: captureFailure }),
]);
export type CaptureReply = z.infer<typeof captureReply>;

/** Every answer that is not a success. */
export const bridgeError = z.object({
  error: z.enum([
    'malformed',
    'foreign-origin',
    'not-paired',
    'wrong-code',
    'too-many-codes',
    'no-device',
    'busy',
    'unknown-capture',
  ]),
});
export type BridgeError = z.infer<typeof bridgeError>['error'];
