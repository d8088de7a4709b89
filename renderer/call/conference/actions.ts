import type { ConferenceActions, ConferenceState } from './model.ts';

/** Everything that can be done, whether or not it can be done now. */
export type Deeds = { readonly [K in keyof ConferenceActions]-?: NonNullable<ConferenceActions[K]> };

/** Which deeds are there in a state. `isTesting`: the speaker's test tone sounds. */
export function availableActions(state: Omit<ConferenceState, 'actions'>, deeds: Deeds, isTesting = false): ConferenceActions {
  const { phase, self, brief, devices, isLocked, failure } = state;
  const isJoined = phase === 'joined';
  const isHere = phase !== 'left' && !self.isHeld;
  const isModerator = isJoined && self.role === 'moderator';
  const when = <K extends keyof Deeds>(condition: boolean, name: K): Deeds[K] | undefined => (condition ? deeds[name] : undefined);
  const hasMicrophone = devices.audioinput.available.length > 0;
  const hasCamera = devices.videoinput.available.length > 0;
  return {
    join: when(phase === 'prejoin', 'join'),
    mute: when(isHere && !self.muted, 'mute'),
    unmute: when(isHere && self.muted && hasMicrophone, 'unmute'),
    muteKey: deeds.muteKey,
    cameraOn: when(isHere && !self.camera && hasCamera, 'cameraOn'),
    cameraOff: when(isHere && self.camera, 'cameraOff'),
    choose: deeds.choose,
    suppressNoise: deeds.suppressNoise,
    testSpeaker: when((phase === 'prejoin' || isJoined) && !isTesting, 'testSpeaker'),
    share: when(isJoined && !self.share && !self.isHeld, 'share'),
    stopSharing: when(self.share !== undefined, 'stopSharing'),
    raiseHand: when(isJoined && !self.handRaised, 'raiseHand'),
    lowerHand: when(isJoined && self.handRaised, 'lowerHand'),
    react: when(isJoined, 'react'),
    tellLiveText: when(isJoined, 'tellLiveText'),
    lock: when(isModerator && !isLocked, 'lock'),
    unlock: when(isModerator && isLocked, 'unlock'),
    watch: deeds.watch,
    leave: deeds.leave,
    rejoin: when(phase === 'left' && failure !== undefined, 'rejoin'),
    place: deeds.place,
    openChat: when(brief.chat, 'openChat'),
    leaveFocus: deeds.leaveFocus,
    copy: deeds.copy,
  };
}
