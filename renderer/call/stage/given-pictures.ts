import { signal, type Signal } from '@preact/signals';
import type { PortClient } from '../../base/port-client.ts';
import type { PictureSource } from '../../ui/index.ts';
import type { CallPageContract, CallPicture } from '../contract.ts';

/** The pictures that main hands to the page, as object URLs for as long as the page lasts: of one call, and few. */
export function createGivenPictures(
  client: Pick<PortClient<CallPageContract>, 'follow'>,
  createUrl: (blob: Blob) => string = (blob) => URL.createObjectURL(blob),
): PictureSource {
  const urls = new Map<string, Signal<string | undefined>>();
  const urlOf = (key: string): Signal<string | undefined> => {
    const url = urls.get(key) ?? signal(undefined);
    urls.set(key, url);
    return url;
  };
  const take = ({ key, type, data }: CallPicture): void => {
    urlOf(key).value ??= createUrl(new Blob([data], { type }));
  };
  client.follow('pictures', {}, { state: ({ items }) => items.forEach(take) });
  return { open: urlOf };
}
