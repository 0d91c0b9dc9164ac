import { startDemoAuthority } from '../adapters/timestamps/index.ts';
import { startMailbox } from '../adapters/mail/index.ts';
import { startSimulatedSmsc } from '../adapters/sms/index.ts';
import { startSimulatedBridge } from '../adapters/station/index.ts';
import { runProcess } from './child.ts';
import { writeDemoTrust } from './trust.ts';

/** SIMULATED outside services of the demo: a timestamp authority, word of revoked certificates (OCSP and CRL), a mail server, a centre of text messages and a station's devices, speaking the real protocols. */
await runProcess('simulators', async ({ config, addresses }) => {
  const clock = (): Date => new Date();
  const authority = await startDemoAuthority({
    mode: config.mode,
    dataDir: config.dataDir,
    clock,
    port: portOf(addresses.timestamps[0]),
    revocationPort: portOf(addresses.revocations),
  });
  writeDemoTrust(config, { ceremonyKey: authority.ceremonyKey, authority: authority.trust });
  const mailbox = await startMailbox({ mode: config.mode, dataDir: config.dataDir, port: portOf(addresses.smtp) });
  const phones = await startSimulatedSmsc({ mode: config.mode, dataDir: config.dataDir, port: portOf(addresses.smpp) });
  const bridge =
    config.stationBridge === undefined
      ? await startSimulatedBridge({
          mode: config.mode,
          port: portOf(addresses.bridge),
          allowedOrigin: new URL(config.publicUrl).origin,
        })
      : undefined;
  return {
    stop: async () => {
      await authority.stop();
      await mailbox.stop();
      await phones.stop();
      await bridge?.stop();
    },
  };
});

function portOf(address: string | undefined): number {
  const port = Number(new URL(address ?? '').port);
  if (!port) throw new Error('the supervisor gave no port');
  return port;
}
