-- An answer names the step and the attempt that it is for, so that one that comes late does nothing.
local awaiting = (obj.status or {}).awaiting or {}
local offered = false
for _, action in ipairs(awaiting.actions or {}) do
  offered = offered or action == "Confirm"
end
if not offered then
  error("no step of the task can be answered with Confirm now: see status.awaiting", 0)
end
obj.spec.forwardSwitchover.decision = {
  step = awaiting.step,
  attempt = awaiting.attempt,
  action = "Confirm",
  acknowledge = false
}
return obj
