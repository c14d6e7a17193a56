/**
 * Scripts that run in Redis, each as one step. All keys of a namespace are touched by each of them, so that they live and
 * die together; they share a hash tag, and so a slot of a cluster.
 */

/** Parts of a namespace, in the order of the scripts' keys. */
export const PARTS = ['head', 'fields', 'changes', 'log', 'objects', 'places', 'ages'] as const;

/** Arguments that every script takes first, and what keeps stored objects within their bounds. */
const COMMON = `
local head, fields, changes, log, objects, places, ages = unpack(KEYS)
local at = 0
local function take() at = at + 1 return ARGV[at] end
local function number() return tonumber(take()) end
local life, mostObjects, mostCharacters = number(), number(), number()
local function touch() if life > 0 then for _, key in ipairs(KEYS) do redis.call('EXPIRE', key, life) end end end

-- Minus nothing is no integer to Redis.
local function count(name, amount) return redis.call('HINCRBY', head, name, string.format('%d', amount)) end

local function parted(kept) return string.match(kept, '^(%d+) (%d+) ') end
local function drop(field)
  local kept = redis.call('HGET', objects, field)
  if not kept then return 0 end
  local place, weight = parted(kept)
  local kind, id = string.match(field, '^([^\\n]*)\\n(.*)$')
  redis.call('ZREM', places, kind .. '\\n' .. place .. '\\n' .. id)
  redis.call('ZREM', ages, field)
  redis.call('HDEL', objects, field)
  count('weight', -weight)
  return 1
end
local function put(kind, id, weight, text)
  local field = kind .. '\\n' .. id
  local known = redis.call('HGET', objects, field)
  local place, had = '', 0
  if known then place, had = parted(known)
  else
    place = string.format('%016d', count('places', 1))
    redis.call('ZADD', places, 0, kind .. '\\n' .. place .. '\\n' .. id)
  end
  redis.call('HSET', objects, field, place .. ' ' .. weight .. ' ' .. text)
  redis.call('ZADD', ages, count('ages', 1), field)
  count('weight', weight - had)
end
local function makeRoom()
  while redis.call('ZCARD', ages) > mostObjects or tonumber(redis.call('HGET', head, 'weight') or 0) > mostCharacters do
    local oldest = redis.call('ZRANGE', ages, 0, 0)[1]
    if not oldest then return end
    drop(oldest)
  end
end
local function putAll()
  local much = number()
  for _ = 1, much do put(take(), take(), take(), take()) end
  if much > 0 then makeRoom() end
end
`;

/** What is newer than what a process knows; and keeps what it brings, unless others were quicker. */
export const MEET = `${COMMON}
local fresh, knownEra, known, opens = take(), take(), number(), take()
local mostEntries, mostBytes = number(), number()
if redis.call('HSETNX', head, 'era', fresh) == 1 then redis.call('HSET', head, 'revision', 0) end
local era, revision = unpack(redis.call('HMGET', head, 'era', 'revision'))
revision = tonumber(revision)
local newer, stands = {}, era == knownEra
if not stands then newer = redis.call('HGETALL', fields)
elseif known < revision then
  for _, field in ipairs(redis.call('ZRANGEBYSCORE', changes, '(' .. known, '+inf')) do
    if string.find(field, '\\n', 1, true) then
      newer[#newer + 1] = field
      newer[#newer + 1] = redis.call('HGET', fields, field)
    end
  end
end
local checks = {}
for place = 1, number() do
  checks[place] = take()
  local changed = stands and redis.call('ZSCORE', changes, checks[place])
  if changed and tonumber(changed) > known then stands = false end
end

local function append(id, entry, request, body, reply)
  local size = #entry + #request + #body + #reply
  redis.call('XADD', log, '*', 'id', id, 'size', size, 'entry', entry, 'request', request, 'body', body, 'reply', reply)
  local bytes = count('bytes', size)
  local length = redis.call('XLEN', log)
  while length > 1 and (length > mostEntries or bytes > mostBytes) do
    local oldest = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
    redis.call('XDEL', log, oldest[1])
    bytes = count('bytes', -oldest[2][4])
    local forgotten = tonumber(redis.call('HGET', head, 'forgotten') or 0)
    if tonumber(oldest[2][2]) > forgotten then redis.call('HSET', head, 'forgotten', oldest[2][2]) end
    length = length - 1
  end
end

if stands then
  local much = number()
  if #checks > 0 then
    revision = count('revision', 1)
    for _, name in ipairs(checks) do redis.call('ZADD', changes, revision, name) end
    for _ = 1, much do
      local field, has, text = take(), take(), take()
      redis.call('ZADD', changes, revision, field)
      if has == '1' then redis.call('HSET', fields, field, text) else redis.call('HDEL', fields, field) end
    end
    -- What is gone is remembered for those who know it; when that is too much, they learn all anew.
    if redis.call('ZCARD', changes) > 2 * redis.call('HLEN', fields) + 1000 then
      era = string.match(era, '^[^/]*') .. '/' .. fresh
      redis.call('HSET', head, 'era', era)
      redis.call('DEL', changes)
      for _, field in ipairs(redis.call('HKEYS', fields)) do redis.call('ZADD', changes, revision, field) end
    end
  end
  putAll()
  if take() == '1' then append(take(), take(), take(), take(), take()) end
end
local entry = 0
if opens == '1' then entry = count('entries', 1) end
touch()
return { era, revision, stands and 1 or 0, entry, newer }
`;

/** Keeps objects, all or none. */
export const PUT = `${COMMON}
putAll()
touch()
return 1
`;

/** Keeps an object where its text is the one expected; an empty one expects none. */
export const SWAP = `${COMMON}
local kind, id, expected, weight, text = take(), take(), take(), take(), take()
local kept = redis.call('HGET', objects, kind .. '\\n' .. id)
local found = ''
if kept then found = string.gsub(kept, '^%d+ %d+ ', '', 1) end
if found ~= expected then return 0 end
put(kind, id, weight, text)
makeRoom()
touch()
return 1
`;

/** Takes an object away; was there one? */
export const DROP = `${COMMON}
return drop(take())
`;

/** Lets a lease live on, or ends it, where it is still one's own. */
export const LEASE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then return redis.call('DEL', KEYS[1]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`;
