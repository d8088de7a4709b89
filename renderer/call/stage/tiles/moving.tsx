import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { classes } from '../../../ui/index.ts';

export interface MovingProps {
  readonly stream: MediaStream;
  /** One's own picture, as in a mirror. */
  readonly mirrored?: boolean;
  /** A screen is shown whole, a face may lose its edges. */
  readonly whole?: boolean;
  /** Its key for `actions.watch`, read by `useWatch`. */
  readonly watch?: string | undefined;
}

/** Moving pictures without their sound, which comes from the conference. Whom they show is said beside them. */
export function Moving({ stream, mirrored = false, whole = false, watch }: MovingProps): VNode {
  const ref = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    const video = ref.current;
    if (!video || video.srcObject === stream) return;
    video.srcObject = stream;
    // A stream that ends or moves before it plays rejects; the next one is played anew.
    void video.play().catch(() => undefined);
  }, [stream]);
  // Elements that are gone but not collected yet hold their players, of which a page has only so many.
  useLayoutEffect(() => {
    const video = ref.current;
    return () => {
      if (video) video.srcObject = null;
    };
  }, []);
  return (
    <video
      ref={ref}
      class={classes('moving', mirrored && 'mirrored', whole && 'whole')}
      muted
      autoplay
      playsInline
      disablePictureInPicture
      tabIndex={-1}
      aria-hidden="true"
      data-watch={watch}
    />
  );
}
