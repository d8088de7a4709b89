import { describe, expect, it } from 'vitest';
import { appFile } from '../../../main/protocol.ts';

const file = (address: string) => appFile('/dist/renderer/workspace', 'workspace', address);

describe('what app:// serves to the workspace', () => {
  it.each([
    ['app://workspace/index.html', '/dist/renderer/workspace/index.html', 'text/html; charset=utf-8', true],
    [
      'app://workspace/assets/a.js?x#y',
      '/dist/renderer/workspace/assets/a.js',
      'text/javascript; charset=utf-8',
      false,
    ],
    ['app://workspace/a%20b.svg', '/dist/renderer/workspace/a b.svg', 'image/svg+xml', false],
    ['app://workspace/x.wasm', '/dist/renderer/workspace/x.wasm', 'application/wasm', false],
  ])('%s', (address, path, type, document) => {
    expect(file(address)).toEqual({ path, type, document });
  });

  it.each([
    'app://engine/index.html',
    'app://workspace.evil/index.html',
    'https://workspace/index.html',
    'app://workspace/../engine/index.html/..%2f..%2fengine%2fpage.js',
    'app://workspace/..%2fengine/page.js',
    'app://workspace/%2e%2e%2fengine/page.js',
    'app://workspace/..%5cengine/page.js',
    'app://workspace/a%00.js',
    'app://workspace/%zz.js',
    'app://workspace/c:/x.js',
    'app://workspace/',
    'app://workspace/index.map',
    'app://workspace/.env',
    'nonsense',
  ])('and not %s', (address) => {
    expect(file(address)).toBe(undefined);
  });

  it('keeps dots of the path inside the folder', () => {
    expect(file('app://workspace/../../index.html')?.path).toBe('/dist/renderer/workspace/index.html');
  });
});
