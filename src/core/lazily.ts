/**
 * SQL, among what a statement reads from: its commit does not wait for the disk. For what is worthless alone and is done
 * again from the inbox when a crash of the database takes it: before anything leaves the house a commit that waits follows
 * (the claim of a message, of a calendar event, of a job's row), and the log is written in order.
 */
export const LAZILY = `(select set_config('synchronous_commit', 'off', true)) lazily`;
