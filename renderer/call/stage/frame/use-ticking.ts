import { useEffect, useState } from 'preact/hooks';

const secondMs = 1_000;

/** Now, in UTC milliseconds, anew each second. */
export function useTicking(now: () => number): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), secondMs);
    return () => clearInterval(timer);
  }, [now]);
  return time;
}
