import { useEffect, useState } from 'preact/hooks';

/** A model that lives as long as the component is drawn: who makes it disposes of it. */
export function useOwned<T extends { readonly dispose: () => void }>(make: () => T): T {
  const [model] = useState(make);
  useEffect(() => model.dispose, [model]);
  return model;
}
