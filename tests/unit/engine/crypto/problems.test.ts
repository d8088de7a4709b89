import { DecryptionFailureCode, EventShieldColour, EventShieldReason } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { expect, test } from 'vitest';
import { decryptionProblem, shieldOf } from '../../../../renderer/engine/crypto/problems.ts';

test('every reason of the SDK has its problem', () => {
  const problems = Object.fromEntries(Object.values(DecryptionFailureCode).map((code) => [code, decryptionProblem(code)]));
  expect(problems).toEqual({
    MEGOLM_UNKNOWN_INBOUND_SESSION_ID: 'key-missing',
    OLM_UNKNOWN_MESSAGE_INDEX: 'key-missing',
    HISTORICAL_MESSAGE_NO_KEY_BACKUP: 'before-this-device',
    HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED: 'before-this-device',
    HISTORICAL_MESSAGE_WORKING_BACKUP: 'before-this-device',
    HISTORICAL_MESSAGE_USER_NOT_JOINED: 'withheld',
    MEGOLM_KEY_WITHHELD: 'withheld',
    MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE: 'withheld-unverified',
    SENDER_IDENTITY_PREVIOUSLY_VERIFIED: 'broken',
    UNSIGNED_SENDER_DEVICE: 'broken',
    UNKNOWN_SENDER_DEVICE: 'broken',
    UNKNOWN_ERROR: 'broken',
  });
  expect(decryptionProblem(null)).toBe('broken');
});

test('a shield is shown for a device that is not vouched for, not for people who never compared keys', () => {
  const shield = (shieldReason: EventShieldReason | null, shieldColour = EventShieldColour.GREY) => shieldOf({ shieldColour, shieldReason });
  expect(shield(EventShieldReason.UNVERIFIED_IDENTITY)).toBeUndefined();
  expect(shield(EventShieldReason.UNSIGNED_DEVICE)).toBe('unverified-device');
  expect(shield(EventShieldReason.UNKNOWN_DEVICE)).toBe('unknown-device');
  expect(shield(EventShieldReason.AUTHENTICITY_NOT_GUARANTEED)).toBe('authenticity');
  expect(shield(EventShieldReason.MISMATCHED_SENDER, EventShieldColour.RED)).toBe('authenticity');
  expect(shield(EventShieldReason.UNSIGNED_DEVICE, EventShieldColour.NONE)).toBeUndefined();
  expect(shieldOf(null)).toBeUndefined();
});
