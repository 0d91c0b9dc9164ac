import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { DeviceKind, StatusReply } from '../../../../../modules/enrolment/ui/station-protocol.ts';
import { type Bridge, type BridgeTrouble, createBridge } from './bridge.ts';

/** The devices of this counter. */
export interface Station {
  readonly bridge: Bridge | undefined;
  /** Undefined where there is no bridge, or it does not answer. */
  readonly status: StatusReply | undefined;
  readonly trouble: BridgeTrouble | undefined;
  readonly pair: (code: string) => Promise<void>;
  readonly refresh: () => Promise<void>;
}

/** Asks the bridge at `origin`, if stations have one, what is plugged in. */
export function useNewStation(origin: string | null): Station {
  const bridge = useMemo(
    () =>
      origin === null
        ? undefined
        : createBridge({ origin, fetch: (...asked) => fetch(...asked), storage: localStorage }),
    [origin],
  );
  const [status, setStatus] = useState<StatusReply>();
  const [trouble, setTrouble] = useState<BridgeTrouble>();
  const refresh = useCallback(async () => {
    const answer = await bridge?.status();
    setStatus(answer?.ok ? answer.value : undefined);
    setTrouble(answer && !answer.ok ? answer.trouble : undefined);
  }, [bridge]);
  useEffect(() => {
    const first = setTimeout(() => void refresh(), 0);
    return () => clearTimeout(first);
  }, [refresh]);
  return {
    bridge,
    status,
    trouble,
    refresh,
    pair: async code => {
      const answer = await bridge?.pair(code);
      await refresh();
      if (answer && !answer.ok) setTrouble(answer.trouble);
    },
  };
}

export const StationContext = createContext<Station | undefined>(undefined);

/** The station around a part of the screen. Throws outside of one: a bug. */
export function useStation(): Station {
  const station = useContext(StationContext);
  if (!station) throw new Error('no station around this part');
  return station;
}

/** Whether a device is there, paired and ready. */
export function isReady({ status }: Station, kind: DeviceKind): boolean {
  return status?.paired === true && status.devices.some(device => device.kind === kind && device.ready);
}
