-- The health of a BatchOperation: Healthy once it has done what it was asked, so that it can be a hook or a wave of its own.
local health = { status = "Progressing", message = "the operator has not begun yet" }
local status = obj.status
if status == nil or status.state == nil then
  return health
end
local counts = status.counts or {}
health.message = tostring(counts.succeeded or 0) .. " of " .. tostring(counts.supported or 0) .. " tasks succeeded, "
  .. tostring(counts.failed or 0) .. " failed, " .. tostring(counts.unsupported or 0) .. " do not support it"
for _, condition in ipairs(status.conditions or {}) do
  if condition.status == "True" then
    if condition.type == "Complete" then
      health.status = "Healthy"
    elseif condition.type == "Failed" then
      health.status = "Degraded"
      health.message = health.message .. ": " .. (condition.message or "")
    elseif condition.type == "Suspended" then
      health.status = "Suspended"
      health.message = health.message .. "; held back by spec.suspend"
    end
  end
end
return health
