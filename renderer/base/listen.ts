/** Ends what it was returned for; calling it twice does no harm. */
export type Unsubscribe = () => void;

/** A set of listeners with one way in. */
export interface Emitter<T> {
  emit(value: T): void;
  listen(listener: (value: T) => void): Unsubscribe;
}

/** Listeners are called in the order they came; one that throws does not keep the rest from hearing, its error is rethrown after. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    emit(value) {
      const errors: unknown[] = [];
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
    listen(listener) {
      const own = (value: T): void => listener(value);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
