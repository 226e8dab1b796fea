-- The health of a MigrationTask. Healthy is what the task's own condition Ready says: it is where its spec wants it, so that
-- a task that is meant not to be started, or to be stopped, holds up no sync wave.
local health = { status = "Progressing", message = "the operator has not looked at the task yet" }
local status = obj.status
if status == nil or status.state == nil then
  return health
end
local generation = obj.metadata.generation
if generation ~= nil and status.observedGeneration ~= nil and status.observedGeneration < generation then
  health.message = "the operator has not seen the last change of the spec yet"
  return health
end

local ready, reconciling, verified
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" then
    ready = condition
  elseif condition.type == "Reconciling" then
    reconciling = condition
  elseif condition.type == "Verified" then
    verified = condition
  end
end

health.message = status.message or status.state
local stranded = ((status.forwardSwitchover or {}).stranded or {}).unacknowledged or 0

if status.state == "Failed" then
  health.status = "Degraded"
  if status.failure ~= nil then
    health.message = (status.failure.message or "") .. " " .. (status.failure.remedy or "")
  end
elseif status.state == "NotConfigured" then
  health.status = "Suspended"
elseif reconciling ~= nil and reconciling.reason == "Stopping" then
  health.status = "Progressing"
elseif reconciling ~= nil and reconciling.reason == "StopBlocked" then
  -- A server that cannot be asked may never answer.
  health.status = "Degraded"
elseif status.awaiting ~= nil then
  -- A step that asks for a confirmation waits; one that can only be retried or skipped has failed.
  health.status = "Degraded"
  local answers = ""
  for _, action in ipairs(status.awaiting.actions or {}) do
    answers = answers .. (answers == "" and "" or " or ") .. action
    if action == "Confirm" then
      health.status = "Suspended"
    end
  end
  health.message = (health.status == "Suspended" and "waits for a person: " or "a step has failed: ")
    .. (status.awaiting.step or "a step") .. ", attempt " .. tostring(status.awaiting.attempt) .. ": " .. answers .. "; " .. health.message
elseif stranded > 0 then
  health.status = "Degraded"
  if status.state ~= "Ended" then
    health.message = (stranded == 1 and "1 row was" or tostring(stranded) .. " rows were") .. " written to the side that the application has left, which nobody has acknowledged: see status.forwardSwitchover.stranded"
  end
elseif reconciling ~= nil and reconciling.reason == "ReleaseBlocked" then
  health.status = "Degraded"
elseif status.state ~= "Ended" and verified ~= nil and (verified.reason == "Inconsistent" or verified.reason == "Stranded") then
  health.status = "Degraded"
  health.message = verified.message or "the databases differ"
elseif status.waiting ~= nil and status.state == "Running" then
  -- Argo CD calls Suspended what waits for an external event to go on.
  health.status = "Suspended"
  health.message = "waits since " .. (status.waiting.since or "") .. " for " .. (status.waiting.holder or "") .. "; it goes on by itself then"
elseif ready ~= nil and ready.status == "True" then
  health.status = "Healthy"
end
return health
