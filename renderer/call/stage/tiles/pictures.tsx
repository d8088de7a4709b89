import type { VNode } from 'preact';
import { assertNever } from '../../../base/assert-never.ts';
import { Avatar, classes, useRoving, useTexts } from '../../../ui/index.ts';
import type { CallBrief } from '../../contract.ts';
import type { Arrangement, Face } from './arrange.ts';
import { Tile } from './tile.tsx';
import { Tiles } from './tiles.tsx';

export interface PicturesProps {
  readonly arrangement: Arrangement;
  /** Whose call it is; shown while nobody else is there. */
  readonly brief: Pick<CallBrief, 'title' | 'picture' | 'kind'>;
  /** Whether somebody was there already. */
  readonly hasBeenConnected: boolean;
  readonly pinned: string | undefined;
  readonly pin: (key: string | undefined) => void;
  readonly reactionOf: (face: Face) => string | undefined;
}

/** All faces and screens, laid out. */
export function Pictures(props: PicturesProps): VNode {
  const { arrangement, reactionOf } = props;
  switch (arrangement.kind) {
    case 'alone':
      return <Alone {...props} self={arrangement.self} />;
    case 'pair':
      return (
        <div class="call-pair">
          <Tile big face={arrangement.big} reaction={reactionOf(arrangement.big)} />
          <div class="self-view">
            <Tile face={arrangement.self} reaction={reactionOf(arrangement.self)} />
          </div>
        </div>
      );
    case 'speaker':
    case 'screen':
      return <WithStrip {...props} big={arrangement.big} strip={arrangement.strip} beside={arrangement.kind === 'screen'} />;
    case 'tiles':
      return <Tiles faces={arrangement.faces} reactionOf={reactionOf} />;
    default:
      return assertNever(arrangement, 'arrangement');
  }
}

function Alone({ self, brief: { title, picture, kind }, hasBeenConnected }: PicturesProps & { readonly self: Face }): VNode {
  const { t } = useTexts();
  const isDirect = kind === 'direct';
  const words =
    isDirect && !hasBeenConnected ? t('calls:stage.alone.waiting', { name: title })
    : isDirect ? t('calls:stage.alone.gone', { name: title })
    : t('calls:stage.alone.nobody');
  return (
    <div class="call-alone">
      <Avatar name={title} id={title} picture={picture} kind={isDirect ? 'person' : 'room'} size="xl" />
      <p class="alone-words">{words}</p>
      <div class="self-view">
        <Tile face={self} />
      </div>
    </div>
  );
}

interface WithStripProps extends PicturesProps {
  readonly big: Face;
  readonly strip: readonly Face[];
  /** Beside a screen, which is wide; under a face. */
  readonly beside: boolean;
}

function WithStrip({ big, strip, beside, pinned, pin, reactionOf }: WithStripProps): VNode {
  const { t } = useTexts();
  const ref = useRoving<HTMLUListElement>({ orientation: 'both' });
  return (
    <div class={classes('with-strip', beside && 'strip-beside')}>
      <Tile big face={big} reaction={reactionOf(big)} pinned={pinned === big.key} pin={pinned === big.key ? () => pin(undefined) : undefined} />
      <ul class="face-strip" ref={ref} aria-label={t('calls:stage.strip')} data-scrolls>
        {strip.map((face) => (
          <li key={face.key}>
            <Tile face={face} reaction={reactionOf(face)} pin={face.participant && (() => pin(face.key))} />
          </li>
        ))}
      </ul>
    </div>
  );
}
