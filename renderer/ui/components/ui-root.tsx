import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { LiveRegions } from '../a11y/live-regions.tsx';
import { followRegions } from '../a11y/regions.ts';
import { UiProvider, type Ui } from '../context.tsx';
import { ToastLayer } from './toast-layer.tsx';
import { Tooltips } from './tooltips.tsx';

/** Around everything a window shows, once: texts, live regions, tooltips, toasts, F6. Sets the document's language. */
export function UiRoot({ ui, children }: { readonly ui: Ui; readonly children: ComponentChildren }): VNode {
  const { language } = ui.texts.value;
  useLayoutEffect(() => void (document.documentElement.lang = language), [language]);
  useLayoutEffect(() => followRegions(document), []);
  return (
    <UiProvider value={ui}>
      {children}
      <LiveRegions />
      <ToastLayer />
      <Tooltips />
    </UiProvider>
  );
}
