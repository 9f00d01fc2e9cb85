-- An account that is configured no more is kept for its conversations, and nobody is written to from it anew.
alter table channel_accounts add column retired_at timestamptz;
