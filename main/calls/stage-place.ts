import type { Bounds, CallView } from './parts.ts';

/** The workspace may say where the stage stands before there is a view: a view that opens is put there. */
export function placeStage(view: CallView): CallView {
  let bounds: Bounds | undefined;
  return {
    ...view,
    open: (brief, events) => {
      view.open(brief, events);
      view.stage(bounds);
    },
    stage: (next) => {
      bounds = next;
      view.stage(next);
    },
  };
}
