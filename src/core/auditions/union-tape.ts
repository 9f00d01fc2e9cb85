/** SQL: whether SAG-AFTRA's rules for self-tapes hold for a role. */
export const roleIsUnionTape = (role: string) =>
  `('SAG-AFTRA' in (coalesce(${role}.breakdown ->> 'union', ''), coalesce(${role}.breakdown -> 'criteria' ->> 'union', ''))
    and coalesce(${role}.breakdown ->> 'union', '') <> 'none' and coalesce(${role}.breakdown ->> 'audition', 'self_tape') <> 'in_person')`;
