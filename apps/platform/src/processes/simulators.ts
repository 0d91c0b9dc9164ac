import { startDemoAuthority } from '../adapters/timestamps/index.ts';
import { startMailbox } from '../adapters/mail/index.ts';
import { startSimulatedProvider } from '../adapters/national-identity/index.ts';
import { startSimulatedSmsc } from '../adapters/sms/index.ts';
import { startSimulatedBridge } from '../adapters/station/index.ts';
import { nationalCallback } from '../modules/identity/index.ts';
import { runProcess } from './child.ts';
import { simulatedPeople } from './demo/simulated-people.ts';
import { writeDemoTrust } from './trust.ts';

/** SIMULATED outside services of the demo: a timestamp authority, word of revoked certificates (OCSP and CRL), a mail server, a centre of text messages, a station's devices and the national identity provider, speaking the real protocols. */
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
  const national =
    addresses.national === undefined
      ? undefined
      : await startSimulatedProvider({
          mode: config.mode,
          dataDir: config.dataDir,
          issuer: addresses.national,
          host: config.host,
          redirectUri: config.publicUrl + nationalCallback,
          people: simulatedPeople,
        });
  return {
    stop: async () => {
      await authority.stop();
      await mailbox.stop();
      await phones.stop();
      await bridge?.stop();
      await national?.stop();
    },
  };
});

function portOf(address: string | undefined): number {
  const port = Number(new URL(address ?? '').port);
  if (!port) throw new Error('the supervisor gave no port');
  return port;
}
