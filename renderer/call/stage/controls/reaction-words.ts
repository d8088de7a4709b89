import type { TextKey, Translate } from '../../../ui/index.ts';
import type { reactions } from '../../conference/model.ts';

const words: Readonly<Record<(typeof reactions)[number], TextKey>> = {
  '👍': 'calls:stage.reaction.yes',
  '👏': 'calls:stage.reaction.applause',
  '❤️': 'calls:stage.reaction.heart',
  '😂': 'calls:stage.reaction.laugh',
  '😮': 'calls:stage.reaction.surprise',
  '🎉': 'calls:stage.reaction.party',
};

const isKnown = (emoji: string): emoji is keyof typeof words => emoji in words;

/** A reaction in words; what others' clients send beyond ours stands for itself. */
export const reactionWord = (emoji: string, t: Translate): string => (isKnown(emoji) ? t(words[emoji]) : emoji);
