-- Virtual keys, what is set aside for answers under way, and what was spent. The same SQL for SQLite and PostgreSQL.
-- Money is whole nano-USD, instants are milliseconds since 1970, days are UTC as 2026-01-31.

create table api_key (
  id                  varchar(32)  not null primary key,
  name                varchar(100) not null,
  salt                varchar(64)  not null,
  hash                varchar(64)  not null,
  models              text         not null, -- patterns parted by spaces; none: all
  requests_per_minute bigint       not null, -- 0 here and below: no limit
  tokens_per_minute   bigint       not null,
  answers             bigint       not null,
  budget_period       varchar(8),            -- DAY, MONTH, or null: no budget
  budget_nanos        bigint       not null,
  admin               smallint     not null,
  created_ms          bigint       not null,
  revoked_ms          bigint                 -- null: valid
);

-- One row for each answer that is not settled.
create table reservation (
  id         varchar(36) not null primary key,
  key_id     varchar(32) not null references api_key (id),
  day        varchar(10) not null,
  nanos      bigint      not null,
  expires_ms bigint      not null
);
create index reservation_of_key on reservation (key_id);

create table usage_day (
  key_id            varchar(32) not null references api_key (id),
  day               varchar(10) not null,
  requests          bigint      not null,
  prompt_tokens     bigint      not null,
  cached_tokens     bigint      not null,
  completion_tokens bigint      not null,
  nanos             bigint      not null,
  primary key (key_id, day)
);
