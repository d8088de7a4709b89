import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { startCanary, type Canary } from '../support/canary.ts';
import { attack, labelOf, settle, type Attack, type WallName } from '../support/walls/attack.ts';
import { nodeAttacks, pageAttacks } from '../support/walls/attacks/index.ts';
import { prepareSiege, type Besieged, type Siege } from '../support/walls/program.ts';

interface Front {
  readonly name: string;
  readonly attacks: readonly Attack[];
  /** The walls that this front is about: all of them down, every attack gets through. */
  readonly walls: readonly WallName[];
  /** Down in every run, so that they do not help. */
  readonly otherwise: readonly WallName[];
}

const fronts: readonly Front[] = [
  {
    name: 'pages that reach out',
    attacks: pageAttacks,
    walls: ['content-security-policy', 'requests', 'navigation', 'new-windows', 'web-views', 'permissions', 'peer-connections'],
    otherwise: [],
  },
  {
    name: 'pages that want to be programs',
    attacks: nodeAttacks,
    walls: ['sandbox', 'context-isolation', 'no-node'],
    otherwise: ['content-security-policy', 'requests'],
  },
];

/** Devices that need no hardware, and no question to a person that nobody would answer. */
const devices = ['--use-fake-device-for-media-stream'];

let desktop: Desktop;
let siege: Siege;
let canary: Canary;

beforeAll(async () => {
  [desktop, canary] = await Promise.all([startDesktop({ keyring: 'absent' }), startCanary()]);
  siege = await prepareSiege(desktop);
});

afterAll(async () => {
  await siege.dispose();
  await Promise.all([desktop.dispose(), canary.stop()]);
});

describe.each(fronts)('$name', ({ attacks, walls, otherwise }) => {
  describe('with all of these walls down', () => {
    let program: Besieged;
    beforeAll(async () => void (program = await siege.start([...otherwise, ...walls], devices)));
    afterAll(() => program.close());

    it.each(attacks)('$name gets through', async (one) => {
      canary.forget();
      void attack(program.footholds(), one, canary.url);
      await canary.reached(labelOf(one));
      if (one.leaves) await program.bringBack(one.from);
    });
  });

  it.each(walls)('%s alone holds what it is there for', async (wall) => {
    const program = await siege.start([...otherwise, ...walls.filter((other) => other !== wall)], devices);
    canary.forget();
    const held = attacks.filter((one) => one.walls.includes(wall));
    expect(held).not.toHaveLength(0);
    for (const one of held) {
      await attack(program.footholds(), one, canary.url);
      if (one.leaves) await program.bringBack(one.from);
    }
    await settle(program.footholds());
    await program.close();
    expect(canary.contacts()).toEqual([]);
  });
});
