import type { SignerTrust } from '../modules/documents/index.ts';
import type { Config } from '../platform/config/index.ts';
import type { Log, Metrics } from '../platform/telemetry/index.ts';

/** What a process hands to composition. */
export interface Surroundings {
  readonly config: Config;
  readonly addresses: {
    readonly database: string;
    readonly sealer: string;
    readonly verify: string;
    readonly smtp: string | undefined;
    readonly smpp: string | undefined;
    readonly national: string | undefined;
    readonly timestamps: readonly string[];
    readonly revocations: string | undefined;
    readonly bridge: string | undefined;
  };
  readonly log: Log;
  readonly metrics: Metrics;
  readonly trust: {
    readonly ceremonyKey: string;
    readonly timestamps: readonly Uint8Array[];
    readonly officers: readonly Uint8Array[];
    readonly training: readonly Uint8Array[];
    readonly received: SignerTrust;
  };
}
