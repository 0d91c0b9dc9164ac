import { useEffect, useRef, useState } from 'react';
import type { CaptureHint, DeviceKind } from '../../../../../modules/enrolment/ui/station-protocol.ts';
import { useOffice } from '../../office-context.ts';
import type { BridgeTrouble, ResultOf } from './bridge.ts';
import { useStation } from './use-station.ts';

export interface Capturing<Device> {
  readonly running: boolean;
  readonly hint: CaptureHint | null;
  readonly trouble: BridgeTrouble | undefined;
  /** Runs one capture; undefined when it came to nothing. */
  readonly run: (options?: { readonly finger?: number }) => Promise<ResultOf<Device> | undefined>;
  readonly cancel: () => void;
}

/** Seconds that a person has for a device. */
const timeoutSeconds = 30;

/** One device of the station, one capture at a time; it is cancelled when the part of the screen goes away. */
export function useCapture<Device extends DeviceKind>(device: Device): Capturing<Device> {
  const { language } = useOffice();
  const { bridge } = useStation();
  const [running, setRunning] = useState(false);
  const [hint, setHint] = useState<CaptureHint | null>(null);
  const [trouble, setTrouble] = useState<BridgeTrouble>();
  const aborting = useRef<AbortController>(undefined);
  useEffect(() => () => aborting.current?.abort(), []);
  return {
    running,
    hint,
    trouble,
    cancel: () => aborting.current?.abort(),
    run: async (options = {}) => {
      if (!bridge) return undefined;
      const controller = new AbortController();
      aborting.current = controller;
      setRunning(true);
      setTrouble(undefined);
      setHint(null);
      const { signal } = controller;
      const answer = await bridge.capture({ device, language, timeoutSeconds, signal, onHint: setHint, ...options });
      setRunning(false);
      if (answer.ok) return answer.value;
      setTrouble(answer.trouble);
      return undefined;
    },
  };
}
