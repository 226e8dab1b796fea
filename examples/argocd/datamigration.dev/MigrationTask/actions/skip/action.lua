-- An answer names the step and the attempt that it is for, so that one that comes late does nothing.
local awaiting = (obj.status or {}).awaiting or {}
local offered = false
for _, action in ipairs(awaiting.actions or {}) do
  offered = offered or action == "Skip"
end
if not offered then
  error("no step of the task can be answered with Skip now: see status.awaiting", 0)
end
if awaiting.step == "SwitchoverPrecheck" then
  error("a failed precheck is skipped by two decisions in the spec, with the reason at hand: see docs/switchover.md", 0)
end
obj.spec.forwardSwitchover.decision = {
  step = awaiting.step,
  attempt = awaiting.attempt,
  action = "Skip",
  acknowledge = false
}
return obj
