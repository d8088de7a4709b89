import type { CallBrief } from '../contract.ts';
import { availableActions, type Deeds } from './actions.ts';
import { noDevices } from './media/devices.ts';
import type { ConferenceActions, ConferenceState } from './model.ts';

/** Before anything was done. */
export function initialState(brief: CallBrief, deeds: Deeds): ConferenceState {
  const state: Omit<ConferenceState, 'actions'> = {
    phase: 'loading',
    brief,
    self: {
      id: undefined,
      name: brief.self.name,
      role: 'participant',
      muted: true,
      camera: false,
      preview: undefined,
      share: undefined,
      handRaised: false,
      isDominantSpeaker: false,
      quality: undefined,
      isHeld: false,
    },
    participants: [],
    leftovers: [],
    devices: noDevices,
    noiseSuppression: brief.noiseSuppression,
    isLocked: false,
    password: undefined,
    isDirect: false,
    connectedTs: undefined,
    talksWhileMuted: false,
    foreignIceHosts: [],
    failure: undefined,
    troubles: [],
  };
  return { ...state, actions: availableActions(state, deeds) };
}

/** The same object where nothing differs. */
export function keptActions(before: ConferenceActions, after: ConferenceActions): ConferenceActions {
  const names = Object.keys(after) as (keyof ConferenceActions)[];
  return names.every((name) => before[name] === after[name]) ? before : after;
}
