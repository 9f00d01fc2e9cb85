/** What belongs to a talent and goes with her when two profiles become one; rows are known by `id`. */
export const MOVED = [
  ["contact_points", "person_id"],
  ["consents", "person_id"],
  ["book_outs", "person_id"],
  ["conversations", "person_id"],
  ["outbox", "person_id"],
  ["actions", "person_id"],
  ["memories", "subject_id"],
  ["candidates", "talent_id"],
  ["invitations", "talent_id"],
  ["bookings", "talent_id"],
  ["holds", "talent_id"],
  ["offers", "talent_id"],
  ["minor_permissions", "talent_id"],
  ["tapes", "talent_id"],
  ["sides_releases", "talent_id"],
  ["profile_changes", "person_id"],
  ["photos", "person_id"],
  ["people", "guardian_id"],
] as const;

/**
 * What stays where it is: who did or said something, the profile itself (it is kept with the merge and made again), what
 * is made from it, and what only people of the team have.
 */
export const STAYS = [
  "talent_profiles.person_id",
  "profile_vectors.person_id",
  "kept_vectors.person_id",
  "talent_names.person_id",
  "memberships.person_id",
  "profile_talks.person_id",
  "photos.sent_by",
  "messages.person_id",
  "candidate_votes.person_id",
  "role_checkpoints.owner_id",
  "role_checkpoints.gate_person_id",
  "calendar_connections.person_id",
  "calendar_links.person_id",
  "office_links.person_id",
  "visits.person_id",
  "people.merged_into",
  "saved_search_hits.talent_id",
  "talent_duplicates.first_id",
  "talent_duplicates.second_id",
  "talent_merges.kept_id",
  "talent_merges.gone_id",
] as const;
