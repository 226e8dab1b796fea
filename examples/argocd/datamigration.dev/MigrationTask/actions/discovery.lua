-- What can be done to the task now: what its own status offers. The rest is shown and cannot be clicked.
local supported = {}
local status = obj.status or {}
if obj.spec.desiredState == "Ended" or obj.metadata.deletionTimestamp ~= nil then
  status = {} -- it cannot be taken back
end
for _, operation in ipairs(status.supportedOperations or {}) do
  supported[operation] = true
end
local answers = {}
local step = ""
if status.awaiting ~= nil then
  step = status.awaiting.step or ""
  for _, action in ipairs(status.awaiting.actions or {}) do
    answers[action] = true
  end
end

local actions = {}
actions["start"] = { disabled = not supported["Start"], displayName = "Start" }
actions["stop"] = { disabled = not supported["Stop"], displayName = "Stop" }
actions["resume"] = { disabled = not supported["Resume"], displayName = "Resume" }
actions["end"] = { disabled = not supported["End"], displayName = "End (final)" }
actions["skip-full-verification"] = { disabled = not supported["SkipFullVerification"], displayName = "Skip full verification" }
actions["enter-switchover"] = { disabled = not supported["EnterForwardSwitchover"], displayName = "Enter forward switchover" }
actions["confirm"] = { disabled = not answers["Confirm"], displayName = "Confirm " .. step }
actions["retry"] = { disabled = not answers["Retry"], displayName = "Retry " .. step }
-- A precheck is skipped in writing only, twice and with the reason at hand: see docs/switchover.md.
actions["skip"] = { disabled = not answers["Skip"] or step == "SwitchoverPrecheck", displayName = "Skip " .. step }
return actions
