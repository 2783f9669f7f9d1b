/**
 * The arithmetic of `bucket.ts` of the adapter registry, as a Lua script, so that Redis takes and counts in one step for all replicas. The two are held
 * together by a test. KEYS[1] is the account. ARGV: what to do, now in ms (0 = Redis's own clock, the only one that all replicas share), burst, units per
 * second, units per day (-1 = uncounted), offset of the vendor's day in ms, then what the deed needs. Numbers travel as text, as Lua's are floats.
 */
export const BUDGET_SCRIPT = `
local deed, now = ARGV[1], tonumber(ARGV[2])
local burst, rate, per_day, offset = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
if now == 0 then
  local clock = redis.call('TIME')
  now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
end
local DAY, LONGEST_BLOCK = 86400000, 900000
local today = math.floor((now + offset) / DAY)

local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at', 'capacity', 'rate', 'blocked', 'day', 'spent')
local capacity, told_rate = tonumber(kept[3]), tonumber(kept[4])
local tokens, at = tonumber(kept[1]) or math.max(1, burst), tonumber(kept[2]) or now
local blocked, day, spent = tonumber(kept[5]) or 0, tonumber(kept[6]) or today, tonumber(kept[7]) or 0

local function positive(text)
  local value = tonumber(text)
  return value and value > 0 and value or nil
end
if deed == 'note' then
  capacity = positive(ARGV[8]) or capacity
  told_rate = positive(ARGV[9]) or told_rate
end
local most, speed = capacity or math.max(1, burst), told_rate or rate

local function refill()
  tokens = math.min(most, tokens + math.max(0, now - at) / 1000 * speed)
  at = now
  if day ~= today then day, spent = today, 0 end
end

local answer = {}
if deed == 'take' then
  refill()
  local price, most_wait = math.min(tonumber(ARGV[7]), most), tonumber(ARGV[8])
  local blocked_ms = math.max(0, blocked - now)
  local day_over = per_day >= 0 and spent + 1 > per_day
  local day_ms = day_over and (today + 1) * DAY - offset - now or 0
  local bucket_ms = math.max(0, (price - tokens) / speed * 1000)
  local wait = math.max(blocked_ms, day_ms, bucket_ms)
  local because = ''
  if wait > 0 then
    if wait == day_ms then because = 'day' elseif wait == blocked_ms then because = 'blocked' else because = 'bucket' end
  end
  local is_taken = wait <= most_wait and not day_over
  if is_taken then tokens, spent = tokens - price, spent + 1 end
  local day_left = per_day < 0 and 1 or math.max(0, math.min(1, (per_day - spent) / per_day))
  answer = { is_taken and 1 or 0, tostring(math.ceil(wait)), because, tostring(math.max(0, math.min(1, tokens / most))), tostring(day_left) }
elseif deed == 'give' then
  tokens = math.min(most, tokens + math.min(tonumber(ARGV[7]), most))
  spent = math.max(0, spent - 1)
else
  refill()
  local left, day_left, block = tonumber(ARGV[7]), tonumber(ARGV[10]), positive(ARGV[11])
  if left then tokens = math.min(tokens, left) end
  if day_left and per_day >= 0 then spent = math.max(spent, per_day - day_left) end
  if block then blocked = math.max(blocked, now + math.min(block, LONGEST_BLOCK)) end
end

redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(at), 'blocked', tostring(blocked), 'day', tostring(day), 'spent', tostring(spent))
if capacity then redis.call('HSET', KEYS[1], 'capacity', tostring(capacity)) end
if told_rate then redis.call('HSET', KEYS[1], 'rate', tostring(told_rate)) end
redis.call('PEXPIRE', KEYS[1], 2 * DAY)
return answer
`;
