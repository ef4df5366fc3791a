import { useEffect, useRef } from "preact/hooks";

/**
 * From one thing to another in the same view is an arrival too, though only a parameter changes:
 * when *key* has changed and its page is *ready*, the heading takes the focus.
 */
export function useArrival(key: string, ready: boolean, { scroll = true } = {}): void {
  const before = useRef(key);
  useEffect(() => {
    if (!ready || before.current === key) return;
    before.current = key;
    if (scroll) window.scrollTo(0, 0);
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [key, ready]);
}
